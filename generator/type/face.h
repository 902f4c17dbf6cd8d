// A face: one opened font file, what PDF wants to know of it, what each glyph says, and its common
// subset. Read-only once opened, but for what `preparing` guards, so that threads share it. Lengths
// are in 1/1000 em.
#ifndef TYPE_FACE_H
#define TYPE_FACE_H

#include <hb.h>
#include <pthread.h>

#include "type/type.h"

struct face {
    const struct font_face *font;
    hb_face_t *hb;
    hb_font_t *hb_font;
    // the same face, prepared to be subset often: made when it first is; NULL: not yet
    hb_face_t *prepared;
    pthread_mutex_t preparing;  // guards it
    unsigned em;                // font units in an em
    uint32_t glyph_count;
    struct type_face_info info;
    int x_height;
    const int16_t *widths;       // by glyph
    const uint32_t *characters;  // by glyph: the code point it says; 0: none
    // bits by glyph: which are in the common subset; NULL: it has none
    const unsigned char *common;
    struct type_subset subset;  // the common one
};

// Gives back what HarfBuzz holds, and nothing else.
void face_close(struct face *f);

// Whether the face has the character, or HarfBuzz can make it from its parts.
bool face_has(const struct face *f, uint32_t character);

// A length in font units as 1/1000 em, rounded, within 16 bits.
static inline int face_units(const struct face *f, int64_t font_units)
{
    int64_t half = f->em / 2, v = font_units * 1000;
    v = (v < 0 ? v - half : v + half) / f->em;
    if (v > INT16_MAX) return INT16_MAX;
    if (v < -INT16_MAX) return -INT16_MAX;
    return (int)v;
}

#endif
