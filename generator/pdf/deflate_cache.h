// The deflate cache: bytes that many documents hold are deflated once. The bytes themselves are the
// key.
#ifndef PDF_DEFLATE_CACHE_H
#define PDF_DEFLATE_CACHE_H

#include "base/map.h"
#include "pdf/stream.h"

struct deflate_cache {  // {.arena, .z} is empty; the arena owns it
    struct arena *arena;
    struct libdeflate_compressor *z;
    struct map cached;  // bytes → struct stream
};

// n bytes, deflated: from the cache, where they are good until it is emptied.
struct stream deflate_cache_get(struct deflate_cache *c, const void *bytes, size_t n);

#endif
