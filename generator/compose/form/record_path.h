// Where values are in the record: which of them a form can write back to a plan or an answer, and
// the path that each has there.
#ifndef COMPOSE_FORM_RECORD_PATH_H
#define COMPOSE_FORM_RECORD_PATH_H

#include "compose/syntax/check.h"
#include "model/record.h"

struct record_path {
    const char *pattern;               // "goals/%g/goal": a letter behind % for each id
    const struct record_field *field;  // NULL: the path ends in / and wants an id behind it
};

// All of them, by value. Made once a run, in arena a; read-only from then on.
const struct record_paths *record_path_table_new(struct arena *a);

// What a value is in the record; NULL: nothing, it can only be shown.
const struct record_path *record_path_find(const struct env *e, const struct value_ref *ref);
// Where exactly, with the ids of ref's item, in the environment's arena; NULL: nowhere, or not from
// here, as in last period's plan.
const char *record_path_of(const struct env *e, const struct value_ref *ref);
// Reports a path of a template that is to be filled in and is nowhere in the record. NULL, and a
// path that means nothing, are others' to report.
void record_path_check(struct check *c, const char *path, struct place at);

#endif
