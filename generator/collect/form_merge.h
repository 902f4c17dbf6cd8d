// Merging one form into one person's plan: the form's fields, each with its place in the record.
#ifndef COLLECT_FORM_MERGE_H
#define COLLECT_FORM_MERGE_H

#include "collect/record_tree.h"

struct merged_field {  // a field of the form that has a place in the record
    const struct returned_value *value;
    const struct record_field *field;
    const char *path;   // in the record: the goal of a row may differ from the one in its name
    const char *typed;  // the value that is merged: the date of an agreement needs its tick
    bool touched, done;
};

struct form_merge {
    struct collect *c;
    struct collected *out;
    struct record *record;
    struct merged_field *fields;
    size_t count;
};

// Whether a text holds nothing but white space.
bool form_merge_is_blank(const char *text);
// Whether `shown` is what the form was prefilled with.
bool form_merge_matches_base(const struct returned_value *v, const char *shown);
// Merges one field, and adds to m->out what came of it.
void form_merge_field(struct form_merge *m, struct merged_field *e);
// Reports a value that the record cannot hold. hint NULL: the hint shows the value.
void form_merge_refuse(struct form_merge *m, const struct returned_value *v, const char *why,
                       const char *hint);

// goals.c: rows of goals with their measures.
bool goals_is_row(const char *path);
long goals_row_number(const char *path);  // the number in a goal's id; rows sort by it
void goals_merge(struct form_merge *m);

// needs.c: finds a competence need or a progress note in the record and sets e->path. False: the
// field has been dealt with, and is not merged.
bool needs_find(struct form_merge *m, struct merged_field *e);

#endif
