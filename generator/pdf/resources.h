// What pages draw with: which faces from their common subsets, which glyphs beyond those, and which
// pictures.
#ifndef PDF_RESOURCES_H
#define PDF_RESOURCES_H

#include "base/arena.h"
#include "pdf/picture.h"
#include "type/type.h"

struct face_glyphs {  // of one face
    bool common;      // some glyphs of its common subset are shown
    uint16_t *extra;  // those beyond it, ascending; few, except of scripts that it lacks
    uint32_t extra_count, extra_room;
};

struct resources {
    struct arena *arena;
    struct face_glyphs *faces;  // by face
    size_t face_count;
    const struct picture **pictures;
    size_t picture_count, picture_room;
};

void resources_init(struct resources *u, const struct typefaces *t, struct arena *a);
// glyph: one beyond the face's common subset.
void resources_add_glyph(struct resources *u, uint16_t face, uint16_t glyph);
void resources_add_picture(struct resources *u, const struct picture *picture);
void resources_merge(struct resources *into,
                     const struct resources *from);  // of the same typefaces

#endif
