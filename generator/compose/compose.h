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
#include "compose/templates.h"
#include "model/doc.h"

struct published;
struct print_batch;
struct recipient;

struct subject {  // whom a document is about
    const struct cycle *cycle;
    // for a leader: the leader; NULL: about no person. Without a name: a blank form
    const struct person *employee;
    const struct published *published;  // what a report tells; NULL: it is none
    const struct print_batch *print;    // what a cover or slip sheet tells of; NULL: it is none
    const struct recipient *recipient;  // a slip sheet's
    // about a unit, or a blank form for one; NULL: the employee's own
    const struct unit *unit;
    const char *language;
    bool large;  // large print
};

// A document's sections for one subject: conditions decided, loops run, nothing composed yet.
// A section whose content depends on no person has a key: it names all that the section depends on
// (template, section, language, units, paper), so papers with equal keys show equal pages. A
// personal section's key is NULL.
struct section_plan {
    const char *key;
    uint32_t group;           // unlike that of the document's other sections: names its fields
    const void *statement;    // compose's own
    const void *environment;  // compose's own: what the loops around it have bound
};
size_t compose_plan(const struct template *t, const struct subject *s, struct arena *a,
                    struct section_plan **out);

// One DOC_SECTION, everything bound and expanded, in arena a.
struct doc_node *compose_section(const struct template *t, const struct section_plan *section,
                                 const struct subject *s, struct diags *d, struct arena *a);

// All places to write of a document: where in the record each is, and what it is called.
struct compose_field {
    const char *path, *label;
};
size_t compose_fields(const struct template *t, const struct subject *s, struct diags *d,
                      struct arena *a, struct compose_field **out);

// A line of the template's front matter ("title", "header", "subject", "marking") or of
// strings.yaml ("marking") with its
// {{values}} bound; NULL: no such. A blank form's subject is its title, its marking that of
// "marking-blank". What is about no person has no marking but its own.
const char *compose_front_matter(const struct template *t, const char *key, const struct subject *s,
                                 struct arena *a);

#endif
