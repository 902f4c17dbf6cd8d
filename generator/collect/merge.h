// One form on its way into one person's plan: its fields with what each means for the record.
#ifndef COLLECT_MERGE_H
#define COLLECT_MERGE_H

#include "collect/tree.h"

struct entry {  // a field of the form that is in the record
    const struct returned_value *value;
    const struct record_field *field;
    const char *path;   // in the record: a row's goal may be another than its name says
    const char *typed;  // what is merged: an agreement's date only counts with its tick
    bool touched, done;
};

struct merge {
    struct collect *c;
    struct collected *out;
    struct record *record;
    struct entry *entries;
    size_t count;
};

bool merge_is_blank(const char *text);
// whether this is what was prefilled
bool merge_matches_base(const struct returned_value *v, const char *shown);
void merge_entry(struct merge *m, struct entry *e);
// What cannot be kept, and why. hint NULL: what the form has.
void merge_refuse(struct merge *m, const struct returned_value *v, const char *why,
                  const char *hint);

// rows.c: goals with their measures.
bool is_row(const char *path);
long row_number(const char *path);  // of a goal's id, for sorting
void merge_rows(struct merge *m);

// needs.c: where a need of the form's is in the record, and whether there is such a need; false:
// `e` is done with.
bool find_need_of(struct merge *m, struct entry *e);

#endif
