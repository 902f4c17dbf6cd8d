// When caches are emptied: one rule for all of them.
//
// A cache keeps what several papers need, under a key of all that it is made from, so that a hit
// changes no output. One NAME_key() writes the key. Between two papers, when nothing points into
// it, a cache that is full is emptied as a whole.
#ifndef BASE_CACHE_H
#define BASE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

// bytes; papers
enum { CACHE_LIMIT = 3 << 20, CACHE_LEAST_PAPERS = 100 };

// Whether a cache of so many bytes is full, after so many papers since it was last emptied: one
// that a few large papers have filled is not emptied for the next, which needs the same.
static inline bool cache_is_full(size_t bytes, size_t papers)
{
    return bytes > CACHE_LIMIT && papers >= CACHE_LEAST_PAPERS;
}

#endif
