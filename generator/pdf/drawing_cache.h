// Items → a content stream: a run of what stands on a page, in its margins or in a field. What many
// documents show is drawn once, and found again by all that it is made from.
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

struct drawing_cache {  // {.arena}: empty; goes with the arena
    struct arena *arena;
    struct map known;  // keys, see write_key() → struct drawn_items
};

struct renderer {  // what drawing takes
    const struct typefaces *type;
    struct picture_cache *pictures;
    struct drawing_cache *drawing_cache;  // NULL: nothing is kept
    struct libdeflate_compressor *z;
    struct buf scratch, key;
};

// Drawn before, or now and kept; where nothing is kept, as drawing_cache_bypass() with own false.
const struct drawn_items *drawing_cache_get(struct renderer *r, const struct drawing_input *d,
                                            struct arena *a);
// own: no other document is likely to show the same. In arena a.
const struct drawn_items *drawing_cache_bypass(struct renderer *r, const struct drawing_input *d,
                                               bool unique, struct arena *a);

#endif
