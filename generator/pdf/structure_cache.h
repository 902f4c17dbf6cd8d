// The structure cache. Sections that say different things often have the same structure, at the
// same place among a document's objects: its objects are written once for all of them.
#ifndef PDF_STRUCTURE_CACHE_H
#define PDF_STRUCTURE_CACHE_H

#include "base/map.h"
#include "pdf/section.h"

struct structure_cache {  // {.arena, .z} is empty; the arena owns all but the key
    struct arena *arena;
    struct libdeflate_compressor *z;
    struct map cached;  // structure_cache_key() → struct object_stream_list
    struct buf key;
};

// Adds the objects of a placed section's block to the document. document_element: the number of the
// element that the section's own hangs in. False if an element has more kids than an array may.
bool structure_cache_add(struct structure_cache *s, const struct placed_section *p,
                         uint32_t document_element, const struct constants *constants,
                         struct document *d);

#endif
