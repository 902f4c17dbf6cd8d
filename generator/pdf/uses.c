#include "pdf/uses.h"

#include <string.h>

void uses_init(struct uses *u, const struct type *t, struct arena *a)
{
    *u = (struct uses){.arena = a, .face_count = type_face_count(t)};
    u->faces = ARENA_ARRAY(a, struct face_use, u->face_count);
}

void uses_glyph(struct uses *u, uint16_t face, uint16_t glyph)
{
    struct face_use *f = &u->faces[face];
    uint32_t low = 0, high = f->own_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->own[middle] < glyph) low = middle + 1;
        else high = middle;
    }
    if (low < f->own_count && f->own[low] == glyph) return;
    *ARENA_PUSH(u->arena, f->own, f->own_count, f->own_room) = glyph;
    memmove(f->own + low + 1, f->own + low, (f->own_count - 1 - low) * sizeof *f->own);
    f->own[low] = glyph;
}

void uses_picture(struct uses *u, const struct picture *picture)
{
    for (size_t i = 0; i < u->picture_count; i++)
        if (u->pictures[i] == picture) return;
    *ARENA_PUSH(u->arena, u->pictures, u->picture_count, u->picture_room) = picture;
}

void uses_merge(struct uses *into, const struct uses *from)
{
    for (size_t i = 0; i < from->face_count; i++) {
        into->faces[i].common |= from->faces[i].common;
        for (uint32_t k = 0; k < from->faces[i].own_count; k++)
            uses_glyph(into, (uint16_t)i, from->faces[i].own[k]);
    }
    for (size_t i = 0; i < from->picture_count; i++) uses_picture(into, from->pictures[i]);
}
