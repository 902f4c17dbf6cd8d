// Ids: lower-case ASCII letters, digits, ".", "-" and "_", first a letter or digit, at most 64, no
// "..". They name files, so nothing else is let through.
#ifndef READ_IDS_H
#define READ_IDS_H

#include <stdbool.h>

#include "base/arena.h"

enum { ID_LIMIT = 64 };

bool ids_valid(const char *text, bool dots);  // dots: "." is allowed; not in unit ids and periods
// What text becomes as an id: "Tidlig innsats på Ås" → "tidlig-innsats-pa-as"; "" when nothing is
// left of it.
char *ids_from_text(struct arena *a, const char *text, bool dots);

#endif
