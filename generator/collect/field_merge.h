// Merging a field: a form on its way into one person's record, and each of its fields there.
#ifndef COLLECT_FIELD_MERGE_H
#define COLLECT_FIELD_MERGE_H

#include "collect/record_tree.h"

struct merged_field {  // a field of the form that has a place in the record
    const struct returned_value *value;
    const struct record_field *field;
    const char *path;   // in the record: the goal of a row may differ from the one in its name
    const char *typed;  // the value that is merged: the date of an agreement needs its tick
    const struct returned_value *tick;  // RECORD_DONE: the box beside it; NULL: none
    bool touched, done;
};

struct form_merge {
    struct collect *c;
    struct collected *out;
    struct record *record;
    struct merged_field *fields;
    size_t count;
    const struct merged_field **bare;  // the goals of cards that were refused for want of one
    size_t bare_count, bare_room;
};

// Whether `shown` is what the form was prefilled with.
bool field_merge_matches_base(const struct form_merge *m, const struct returned_value *v,
                              const char *shown);
// Merges one field into the record, and adds to m->out what came of it.
void field_merge(struct form_merge *m, struct merged_field *e);
// Adds to m->out what came of a field. path: in the record; NULL: nowhere.
void field_merge_note(struct form_merge *m, enum collected_outcome outcome,
                      const struct returned_value *v, const char *path, const char *before,
                      const char *after);
// Reports a value that the record cannot hold. why: a format for what the field is called, and for
// whose it is; hint NULL: the hint shows the value.
void field_merge_refuse(struct form_merge *m, const struct returned_value *v, const char *id,
                        const char *why, const char *hint);

#endif
