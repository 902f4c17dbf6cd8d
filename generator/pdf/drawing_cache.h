// Items → a content stream: part of a page, of its margins, or a field's appearance. The drawing
// cache keeps those that other documents may show, too.
#ifndef PDF_DRAWING_CACHE_H
#define PDF_DRAWING_CACHE_H

#include "base/map.h"
#include "pdf/content.h"
#include "pdf/stream.h"

struct drawing_input {
    const struct paper_item *items;
    size_t count;
    enum drawing_context { ON_PAGE, IN_MARGINS, IN_TEXT_FIELD, IN_BUTTON } context;
    mpt height;                           // of the page or the field
    const struct paper_section *section;  // ON_PAGE: whose elements the items' are
    uint32_t first;                       // ON_PAGE: the MCID of its first piece
};

struct drawn_items {
    struct stream stream;
    struct resources resources;
    // by MCID, from the first on: the item whose element the piece belongs to
    const uint32_t *owners;
    uint32_t owner_count;
};

struct drawing_cache {  // {.arena} is empty; the arena owns it
    struct arena *arena;
    struct map cached;  // drawing_cache_key() → struct drawn_items
};

struct renderer {  // what drawing takes
    const struct typefaces *type;
    struct picture_cache *pictures;
    struct drawing_cache *drawing_cache;
    struct libdeflate_compressor *z;
    struct buf scratch, key;
};

// From the cache, where it is good until the cache is emptied.
const struct drawn_items *drawing_cache_get(struct renderer *r, const struct drawing_input *d);
// The same of what no other document is likely to show: not cached, in arena a.
const struct drawn_items *drawing_cache_bypass(struct renderer *r, const struct drawing_input *d,
                                               struct arena *a);

#endif
