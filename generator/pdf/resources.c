// Collects what pages draw with.
#include "pdf/resources.h"

#include <string.h>

void resources_init(struct resources *u, const struct typefaces *t, struct arena *a)
{
    *u = (struct resources){.arena = a, .face_count = type_face_count(t)};
    u->faces = ARENA_ARRAY(a, struct face_glyphs, u->face_count);
}

void resources_add_glyph(struct resources *u, uint16_t face, uint16_t glyph)
{
    struct face_glyphs *f = &u->faces[face];
    uint32_t low = 0, high = f->extra_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->extra[middle] < glyph) low = middle + 1;
        else high = middle;
    }
    if (low < f->extra_count && f->extra[low] == glyph) return;
    *ARENA_PUSH(u->arena, f->extra, f->extra_count, f->extra_room) = glyph;
    memmove(f->extra + low + 1, f->extra + low, (f->extra_count - 1 - low) * sizeof *f->extra);
    f->extra[low] = glyph;
}

void resources_add_picture(struct resources *u, const struct picture *picture)
{
    for (size_t i = 0; i < u->picture_count; i++)
        if (u->pictures[i] == picture) return;
    *ARENA_PUSH(u->arena, u->pictures, u->picture_count, u->picture_room) = picture;
}

void resources_merge(struct resources *into, const struct resources *from)
{
    for (size_t i = 0; i < from->face_count; i++) {
        into->faces[i].common |= from->faces[i].common;
        for (uint32_t k = 0; k < from->faces[i].extra_count; k++)
            resources_add_glyph(into, (uint16_t)i, from->faces[i].extra[k]);
    }
    for (size_t i = 0; i < from->picture_count; i++) resources_add_picture(into, from->pictures[i]);
}
