// What pages draw with: which faces from their common subsets, which glyphs beyond those, and which
// pictures.
#ifndef PDF_RESOURCES_H
#define PDF_RESOURCES_H

#include "base/arena.h"
#include "pdf/picture.h"
#include "type/type.h"

struct face_glyphs {
    bool common;  // some glyphs of its common subset
    // those beyond it, ascending: few, but for a script that the common subset lacks
    uint16_t *extra;
    uint32_t extra_count, extra_room;
};

struct resources {
    struct arena *arena;
    struct face_glyphs *faces;
    size_t face_count;
    const struct picture **pictures;
    size_t picture_count, picture_room;
};

void resources_init(struct resources *u, const struct typefaces *t, struct arena *a);
void resources_add_glyph(struct resources *u, uint16_t face,
                         uint16_t glyph);  // beyond the common subset
void resources_add_picture(struct resources *u, const struct picture *picture);
void resources_merge(struct resources *into, const struct resources *from);

#endif
