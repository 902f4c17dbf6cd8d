// Fields: what a place to write in is of the record, what a screen reader says of it, and what it
// holds already. A place that is nothing of the record is a private note.
#ifndef COMPOSE_FORM_FIELD_H
#define COMPOSE_FORM_FIELD_H

#include "compose/values/value.h"
#include "model/doc.h"
#include "model/record.h"

struct form_state {  // of one section; struct env points to it
    unsigned notes;  // made so far
    unsigned rows;   // the number of the last row of a plan that has been numbered; 0: none yet
    // of the fields made so far, so that no two say the same: unsigned, how often
    struct map labels;
    struct map choices;  // what fields offer: struct choices, by the key of their words
};

// Where a value is in the record; NULL: nowhere, or not from here. A path that ends in / wants an
// id behind it.
const char *field_record_path(const struct env *e, const struct value_ref *ref);
void field_find_record(struct value_ref *ref);  // fills in record and record_field

// The field of a place that shows a value, with what it holds; NULL where the value is not in the
// record.
struct form_field *field_of_value(const struct env *e, const struct value_ref *ref,
                                  const char *label);
// One more private note.
struct form_field *field_note(const struct env *e, const char *label);
// A box: of a list's member, or one of its own.
struct form_field *field_check(const struct env *e, const char *path, bool marked,
                               const char *label);
// One of several: state is the one that is on, NULL: none. Each is added with the words that say
// what it stands for.
struct form_field *field_radio(const struct env *e, const char *path, const char *state,
                               const char *label);
void field_add_state(const struct env *e, struct form_field *radio, const char *state,
                     const char *words);
// field_text.c: dates as fields hold them, with plain spaces
const char *field_text_plain_spaces(struct arena *a, const char *text);
// in either table; never NULL for a path of the record
const struct record_field *field_record(const char *path);

// What a screen reader says: the label, with the heading it stands under where that is not the
// page's own. label NULL or
// "": the heading alone.
const char *field_label(const struct env *e, const struct doc_node *parent, const char *label);
const char *field_row_label(const struct env *e, const char *label, const char *row);
const char *field_option_label(const struct env *e, const char *label, const char *option);

#endif
