// Items → a content stream: a run of what stands on a page, in its margins or in a field. What many
// documents show is drawn once, and found again by all that it is made from.
#ifndef PDF_DRAWING_H
#define PDF_DRAWING_H

#include "base/map.h"
#include "pdf/content.h"
#include "pdf/pack.h"

struct drawing {
    const struct paper_item *items;
    size_t count;
    enum drawing_place { ON_PAGE, IN_MARGINS, IN_TEXT_FIELD, IN_BUTTON } place;
    mpt height;                           // of the page or the field
    const struct paper_section *section;  // ON_PAGE: whose elements the items' are
    uint32_t first;                       // ON_PAGE: the MCID of its first piece
};

struct drawn {
    struct stream stream;
    struct uses uses;
    // by MCID, from the first on: the item whose element the piece belongs to
    const uint32_t *owners;
    uint32_t owner_count;
};

struct drawings {  // {.arena}: empty; goes with the arena
    struct arena *arena;
    struct map known;  // keys, see write_key() → struct drawn
};

struct renderer {  // what drawing takes
    const struct type *type;
    struct pictures *pictures;
    struct drawings *drawings;  // NULL: nothing is kept
    struct libdeflate_compressor *z;
    struct buf scratch, key;
};

// Drawn before, or now and kept; where nothing is kept, as drawing_new() with own false.
const struct drawn *drawing_get(struct renderer *r, const struct drawing *d, struct arena *a);
// own: no other document is likely to show the same. In arena a.
const struct drawn *drawing_new(struct renderer *r, const struct drawing *d, bool own,
                                struct arena *a);

#endif
