// Fields: what a place to write in is of the record, what a screen reader says of it, and what it
// holds already. A place that is nothing of the record is a private note. Fields and labels are
// made in the environment's arena, and numbered by its form_state.
#ifndef COMPOSE_FORM_FIELD_H
#define COMPOSE_FORM_FIELD_H

#include "compose/values/value.h"
#include "model/doc.h"

// The field of a place that shows a value, with what it holds; NULL where the value is not in the
// record. ref has its item.
struct form_field *field_of_value(const struct env *e, const struct value_ref *ref,
                                  const char *label);
// One more private note.
struct form_field *field_note(const struct env *e, const char *label);
// A box: of a list's member, at path; NULL: a private one.
struct form_field *field_check(const struct env *e, const char *path, bool marked,
                               const char *label);
// One of several: state is the one that is on, NULL: none. path NULL: a private one. Each state is
// added with the words that say what it stands for.
struct form_field *field_radio(const struct env *e, const char *path, const char *state,
                               const char *label);
void field_add_state(const struct env *e, struct form_field *radio, const char *state,
                     const char *words);

// What a screen reader says: the label, with the heading that parent stands under where that is not
// the page's own. label NULL or "": the heading alone.
const char *field_label(const struct env *e, const struct doc_node *parent, const char *label);
// "LABEL, row ROW" and "LABEL: OPTION", as the language has it.
const char *field_row_label(const struct env *e, const char *label, const char *row);
const char *field_option_label(const struct env *e, const char *label, const char *option);

// A copy with plain spaces for no-break ones: some tools that fill in forms take them for another
// character.
const char *field_plain_spaces(struct arena *a, const char *text);

#endif
