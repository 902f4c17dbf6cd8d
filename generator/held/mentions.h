// Where an id or a name stands in text.
#ifndef HELD_MENTIONS_H
#define HELD_MENTIONS_H

#include "held/held.h"

// Whether an id stands in a text as a word of its own ("e1" does in "e1.pdf", not in "e1.2" or
// "e11"), or a name ("Mai" does in "Mais", not in "mail"), in capitals or not, and however its
// letters are composed; either may be NULL.
bool mentions_in(const char *text, size_t n, const char *id, const char *name);
// The same of a name alone, in a text that utf8_fold() has made.
bool mentions_name(const char *folded, const char *name);
// In how many lines of a file; 0 for one that cannot be read.
size_t mentions_count(const char *path, const char *id, const char *name);

// Those of some ids, the keys of a map, that stand in a text like that: each once, in arena a; the
// count.
size_t mentions_of(struct arena *a, const char *text, size_t n, const struct map *ids,
                   const char ***out);
// The same of a file; none of one that cannot be read.
size_t mentions_of_file(struct arena *a, const char *path, const struct map *ids,
                        const char ***out);

struct mention {
    const char *path;
    size_t line;  // 0: in the path itself
};
// All in the cycle directory that people have written or put there and that names somebody: in the
// search's arena; the count. Not what is made, and not what stands in leaders' own directories.
size_t mentions_find(struct held *h, const char *id, const char *name, struct mention **out);

// Leaders' own directories within this one; id: only those that have this person. In the search's
// arena; the count.
size_t mentions_leaders_directories(struct held *h, const char *id, const char ***out);

#endif
