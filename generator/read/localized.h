// Texts for people, which a file may say once for each language: Nordlia, or
// { nb: HR-avdelingen, en: Human Resources }.
#ifndef READ_LOCALIZED_H
#define READ_LOCALIZED_H

#include "read/scalar.h"

// Reads a text or a map of texts by language. After an error, out is what could be read. A map
// without the organisation's own language, or with one that has no templates, is a warning.
void localized_read(struct reader *r, struct label l, const struct node *n, struct cycle_text *out);

#endif
