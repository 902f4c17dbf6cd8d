// What pages draw with: which faces from their common subsets, which glyphs beyond those, and which
// pictures.
#ifndef PDF_USES_H
#define PDF_USES_H

#include "base/mem.h"
#include "pdf/picture.h"
#include "type/type.h"

struct face_use {
    bool common;  // some glyphs of its common subset
    // those beyond it, ascending: few, but for a script that the common subset lacks
    uint16_t *own;
    uint32_t own_count, own_room;
};

struct uses {
    struct arena *arena;
    struct face_use *faces;
    size_t face_count;
    const struct picture **pictures;
    size_t picture_count, picture_room;
};

void uses_init(struct uses *u, const struct type *t, struct arena *a);
void uses_glyph(struct uses *u, uint16_t face, uint16_t glyph);  // beyond the common subset
void uses_picture(struct uses *u, const struct picture *picture);
void uses_merge(struct uses *into, const struct uses *from);

#endif
