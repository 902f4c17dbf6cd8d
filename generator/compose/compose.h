// Composing: cycle + template → doc. {{paths}} are bound to values, fences become blocks. Templates
// see one namespace of values (values/value.h); each has a scope, and the widest scope in a section
// decides whether it is shared between people.
//
// This is the header for those outside. Inside, each folder includes those before it only: words/
// (a language's strings), values/ (what of the cycle can be shown), syntax/ (paths, conditions and
// loops in templates), form/ (places to write in), report/ (figures), blocks/; above them all, the
// files of this folder put templates together.
#ifndef COMPOSE_COMPOSE_H
#define COMPOSE_COMPOSE_H

#include "compose/field_text.h"
#include "compose/front.h"
#include "compose/templates.h"
#include "model/coverage.h"
#include "model/doc.h"

struct account;
struct published;
struct mail_text;
struct print_batch;
struct recipient;
struct record_key;

// A report's first page is one page: compose_plan() and compose_section() leave out what does not
// fit, one row after the other, up to so many.
enum { COMPOSE_MOST_LEFT_OUT = 32 };

struct subject {  // whom a document is about
    const struct cycle *cycle;
    // whom it is about, in a leader's papers the leader; NULL: no person. Without a name: a blank
    // form
    const struct person *employee;
    const struct published *published;  // what a report tells; NULL: it is none
    const struct print_batch *print;    // what a cover or slip sheet tells of; NULL: it is none
    const struct recipient *recipient;  // a slip sheet's
    const struct mail_text *mail;       // what a message tells of; NULL: it is none
    const struct account *account;      // what is held of the employee; NULL: it is not told
    // about a unit, or a blank form for one; NULL: the employee's own
    const struct unit *unit;
    const char *language;
    bool large;                    // large print
    const struct record_key *key;  // of the form that it is; NULL: what is prefilled is not marked
    // somebody else hands the paper out, who may see no plan of the leader's people
    bool names_only;
    // a copy for the archive, which others read, too: without what stays between two people, and
    // of the follow-ups those that were held
    bool archived;
    int follow_up;                   // whose sheets there are: number, 0: the next one's, -1: all
    bool is_short;                   // a leader's pack without a page for each of their people
    size_t left_out;                 // of a report's first page: rows and points
    struct reminder_scope reminder;  // what a reminder is about
};

struct section_plan {
    // Names all that the section depends on (language, template, section, units, paper), so that
    // sections with equal keys show equal pages. NULL: it depends on a person.
    const char *key;
    const char *id;           // by which others refer to its pages; NULL: it has none
    uint32_t group;           // unlike that of the document's other sections: names its fields
    const void *statement;    // for compose_section()
    const void *environment;  // for compose_section(): what the loops around it have bound
};
// A document's sections for one subject, nothing composed yet: conditions decided, loops run. The
// count; the list and what it holds live in arena a.
size_t compose_plan(const struct template *t, const struct subject *s, struct arena *a,
                    struct section_plan **out);

// One section of the same template and subject, everything bound and expanded: a DOC_SECTION in
// arena a. What is wrong in it is reported and left out.
struct doc_node *compose_section(const struct template *t, const struct section_plan *section,
                                 const struct subject *s, struct diags *d, struct arena *a);

// The id of the section whose pages a composed text names; NULL: it names none. Until the paper has
// pages, the text is that id.
const char *compose_page_reference(const struct doc_node *n);

struct compose_field {  // a place to write: where it is in the record, and what it is called
    const char *path, *label;
    const char *value;  // what it is filled in with; NULL: nothing
};
// All places to write of a document; the count. The list and its texts live in arena a.
size_t compose_fields(const struct template *t, const struct subject *s, struct diags *d,
                      struct arena *a, struct compose_field **out);

// A line of the template's front matter ("title", "header", "subject", "marking") with its
// {{values}} bound; NULL: there is none. Where it has no marking and is about a person, that of
// strings.yaml. A blank form's subject is its title, its marking "marking-blank" of strings.yaml.
// In arena a, or with the templates.
const char *compose_front_matter(const struct template *t, const char *key, const struct subject *s,
                                 struct arena *a);

#endif
