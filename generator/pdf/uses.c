#include "pdf/uses.h"

enum { GLYPHS = 65536 };

void uses_init(struct uses *u, const struct type *t, struct arena *a)
{
    *u = (struct uses){.arena = a, .face_count = type_face_count(t)};
    u->faces = ARENA_ARRAY(a, struct face_use, u->face_count);
}

static unsigned char *own_glyphs(struct uses *u, size_t face)
{
    unsigned char **own = &u->faces[face].own;
    if (!*own) *own = arena_alloc(u->arena, GLYPHS / 8);
    return *own;
}

void uses_glyph(struct uses *u, uint16_t face, uint16_t glyph)
{
    own_glyphs(u, face)[glyph >> 3] |= (unsigned char)(1u << (glyph & 7));
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
        if (!from->faces[i].own) continue;
        unsigned char *own = own_glyphs(into, i);
        for (unsigned b = 0; b < GLYPHS / 8; b++) own[b] |= from->faces[i].own[b];
    }
    for (size_t i = 0; i < from->picture_count; i++) uses_picture(into, from->pictures[i]);
}

uint16_t *uses_own(const struct uses *u, size_t face, struct arena *a, size_t *count)
{
    const unsigned char *own = u->faces[face].own;
    *count = 0;
    if (!own) return NULL;
    for (unsigned b = 0; b < GLYPHS / 8; b++)
        if (own[b]) *count += (size_t)__builtin_popcount(own[b]);
    uint16_t *glyphs = ARENA_ARRAY(a, uint16_t, *count), *to = glyphs;
    for (unsigned b = 0; b < GLYPHS / 8; b++)
        for (unsigned bit = 0; own[b] >> bit; bit++)
            if (own[b] >> bit & 1) *to++ = (uint16_t)(8 * b + bit);
    return glyphs;
}
