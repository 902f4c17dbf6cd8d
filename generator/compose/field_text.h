// What people type into a form, and what the record keeps of it.
#ifndef COMPOSE_FIELD_TEXT_H
#define COMPOSE_FIELD_TEXT_H

#include "compose/templates.h"
#include "model/record.h"

// What a field shows, in a language, of a text that the record keeps. In arena a, or the text
// itself.
const char *field_text_format(const struct templates *t, struct arena *a, const char *language,
                              const struct record_field *f, const char *recorded);
// What a choice is called in a language; NULL: it has no words there.
const char *field_text_choice(const struct templates *t, struct arena *a, const char *language,
                              const struct record_field *f, const char *choice);
// The text to keep when somebody has typed this, in the words of any language. period: gives the
// year of days and deadlines without one. False: it is not
// what the field can hold (no date that there is, no choice). In arena a, or the text itself.
bool field_text_parse(const struct templates *t, struct arena *a, const struct record_field *f,
                      const struct window *period, const char *typed, const char **recorded);

#endif
