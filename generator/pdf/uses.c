#include "pdf/uses.h"

enum { GLYPHS = 65536, BITS = 64, WORDS = GLYPHS / BITS };

void uses_init(struct uses *u, const struct type *t, struct arena *a)
{
    *u = (struct uses){.arena = a, .face_count = type_face_count(t)};
    u->faces = ARENA_ARRAY(a, struct face_use, u->face_count);
}

static uint64_t *own_glyphs(struct uses *u, size_t face)
{
    uint64_t **own = &u->faces[face].own;
    if (!*own) *own = ARENA_ARRAY(u->arena, uint64_t, WORDS);
    return *own;
}

void uses_glyph(struct uses *u, uint16_t face, uint16_t glyph)
{
    own_glyphs(u, face)[glyph / BITS] |= (uint64_t)1 << glyph % BITS;
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
        uint64_t *own = own_glyphs(into, i);
        for (unsigned word = 0; word < WORDS; word++) own[word] |= from->faces[i].own[word];
    }
    for (size_t i = 0; i < from->picture_count; i++) uses_picture(into, from->pictures[i]);
}

uint16_t *uses_own(const struct uses *u, size_t face, struct arena *a, size_t *count)
{
    const uint64_t *own = u->faces[face].own;
    *count = 0;
    if (!own) return NULL;
    for (unsigned word = 0; word < WORDS; word++)
        if (own[word]) *count += (size_t)__builtin_popcountll(own[word]);
    uint16_t *glyphs = ARENA_ARRAY(a, uint16_t, *count), *to = glyphs;
    for (unsigned word = 0; word < WORDS; word++)
        for (uint64_t left = own[word]; left; left &= left - 1)
            *to++ = (uint16_t)(BITS * word + (unsigned)__builtin_ctzll(left));
    return glyphs;
}
