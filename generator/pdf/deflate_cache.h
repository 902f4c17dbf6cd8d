// Object streams that have been deflated before: bytes that many documents hold are deflated once,
// and found again by what they are. The same bytes deflate to the same whether they are found or
// not, so nothing in a file tells.
#ifndef PDF_DEFLATE_CACHE_H
#define PDF_DEFLATE_CACHE_H

#include "base/map.h"
#include "pdf/stream.h"

struct deflate_cache {  // {.arena, .z}: empty; goes with the arena
    struct arena *arena;
    struct libdeflate_compressor *z;
    struct map known;  // bytes → their struct stream
};

// own: no other document is likely to hold the same; it lives in arena a.
struct stream deflate_cache_get(struct deflate_cache *m, const void *bytes, size_t n, bool unique,
                                struct arena *a);

#endif
