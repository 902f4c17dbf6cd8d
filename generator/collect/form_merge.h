// One form on its way into one person's plan: its fields with what each means for the record.
#ifndef COLLECT_FORM_MERGE_H
#define COLLECT_FORM_MERGE_H

#include "collect/record_tree.h"

struct merged_field {  // a field of the form that is in the record
    const struct returned_value *value;
    const struct record_field *field;
    const char *path;   // in the record: a row's goal may be another than its name says
    const char *typed;  // what is merged: an agreement's date only counts with its tick
    bool touched, done;
};

struct form_merge {
    struct collect *c;
    struct collected *out;
    struct record *record;
    struct merged_field *fields;
    size_t count;
};

bool form_merge_is_blank(const char *text);
// whether this is what was prefilled
bool form_merge_matches_base(const struct returned_value *v, const char *shown);
void form_merge_field(struct form_merge *m, struct merged_field *e);
// What cannot be kept, and why. hint NULL: what the form has.
void form_merge_refuse(struct form_merge *m, const struct returned_value *v, const char *why,
                       const char *hint);

// goals.c: goals with their measures.
bool goals_is_row(const char *path);
long goals_row_number(const char *path);  // of a goal's id, for sorting
void goals_merge(struct form_merge *m);

// needs.c: where a need of the form's is in the record, and whether there is such a need; false:
// `e` is done with.
bool needs_find(struct form_merge *m, struct merged_field *e);

#endif
