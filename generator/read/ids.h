// Ids: at most 64 lower-case ASCII letters, digits, ".", "-" and "_", the first a letter or digit,
// without "..". Files are named after them, so nothing else is allowed.
#ifndef READ_IDS_H
#define READ_IDS_H

#include <stdbool.h>

#include "base/arena.h"

enum { ID_LIMIT = 64 };

// dots: "." is allowed, as it is not in ids of units and periods.
bool ids_valid(const char *text, bool dots);
// Whether Windows keeps the name for a device: it opens no file that is called so, whatever is
// behind the first full stop.
bool ids_is_device(const char *id);
// An id made from a text, in arena a: "Tidlig innsats på Ås" → "tidlig-innsats-pa-as"; "" where
// nothing is left of it.
char *ids_from_text(struct arena *a, const char *text, bool dots);

#endif
