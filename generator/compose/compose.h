// cycle + template → doc. The one place where values get into text: {{path}} is bound into the
// parsed tree, fences become blocks. Templates see one namespace of values (values/value.h); each
// has a scope, and the widest scope in a section decides whether it is shared between people.
#ifndef COMPOSE_COMPOSE_H
#define COMPOSE_COMPOSE_H

#include "base/diag.h"
#include "base/arena.h"
#include "model/cycle.h"
#include "model/doc.h"
#include "model/template.h"

// checked templates and strings of every language; read-only, shared between threads
struct templates;
struct template;  // one document in one language

// Checks every template: blocks and their keys, value paths, conditions, loops, strings. NULL after
// diagnostics when one has an error. Lives in arena a, with the set.
struct templates *templates_new(struct diags *d, struct arena *a, const struct template_set *set);
// NULL: there is no such language or document.
const struct template *templates_find(const struct templates *t, const char *language,
                                      const char *document);
// NULL: none
const char *templates_string(const struct templates *t, const char *language, const char *key);
bool templates_has_question(const struct templates *t, const char *id);
// for "did you mean"
const char *const *templates_question_ids(const struct templates *t, size_t *count);

// What a field shows in a language of a text that the record keeps; and the text to keep when
// somebody has typed this, in the words of any language. False: it is not what the field can hold
// (no date that there is, no choice).
struct record_field;
const char *field_text_format(const struct templates *t, struct arena *a, const char *language,
                              const struct record_field *f, const char *recorded);
bool field_text_parse(const struct templates *t, struct arena *a, const struct record_field *f,
                      const char *typed, const char **recorded);
size_t templates_languages(const struct templates *t, struct arena *a, const char *const **names);

// What only all languages together can tell: a document that one has and another lacks is a
// warning, since whoever is written to in the other gets none.
void templates_check_languages(struct diags *d, const struct templates *t);

// What only templates and cycle together can tell: question ids that no bank has are errors in the
// unit's own file, and nobody who reads it gets papers.
void templates_check_cycle(struct diags *d, const struct templates *t, const struct cycle *c);

// FOR_RESPONDENTS: anonymous, for each unit with enough people to answer, and one for all others
// that names no unit.
enum audience { FOR_EMPLOYEE, FOR_LEADER, FOR_UNIT, FOR_RESPONDENTS, FOR_ORGANISATION, FOR_NOBODY };

// The names of the documents that a command makes ("packs", "forms", "summaries" or "print"),
// sorted, each once whatever its languages.
const char *const *templates_documents(const struct templates *t, struct arena *a,
                                       const char *command, size_t *count);
enum audience templates_audience(const struct template *t);
// made by summaries: it shows published figures
bool templates_is_report(const struct template *t);
// below the output folder: front matter's `folder`, else forms/NAME
const char *templates_folder(const struct template *t);

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
