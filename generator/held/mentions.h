// Where an id or a name stands in text.
#ifndef HELD_MENTIONS_H
#define HELD_MENTIONS_H

#include "held/held.h"

// Whether an id stands in a text as a word of its own, or a name anywhere; either may be NULL.
bool mentions_in(const char *text, size_t n, const char *id, const char *name);
// In how many lines of a file; 0 for one that cannot be read.
size_t mentions_count(const char *path, const char *id, const char *name);

struct mention {
    const char *path;
    size_t line;
};
// All that people have written in the cycle directory (settings, org chart, texts, plans, times,
// templates) and that names somebody: in arena a; the count. Not what is made.
size_t mentions_find(struct arena *a, const char *id, const char *name, struct mention **out);

#endif
