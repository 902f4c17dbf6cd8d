// Structure that is alike: personal sections say different things, but what stands where and in
// which order is the same in many of them. Its objects are written once, and found again by all
// that they are made from.
#ifndef PDF_STRUCTURE_CACHE_H
#define PDF_STRUCTURE_CACHE_H

#include "base/map.h"
#include "pdf/section.h"

struct structure_cache {  // {.arena, .z}: empty; goes with the arena, but for the key
    struct arena *arena;
    struct libdeflate_compressor *z;
    struct map known;  // keys, see write_key() → their struct object_stream_list
    struct buf key;
};

// Adds a section's structure to the document as it stands there; false if it is too large.
bool structure_cache_add(struct structure_cache *s, const struct placed_section *p,
                         uint32_t document_element, const struct constants *constants,
                         struct document *d);

#endif
