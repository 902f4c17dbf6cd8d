// A face: one opened font file, what PDF wants to know of it, what each glyph says, and its common
// subset. Read-only once opened, but for what `making` guards, so that threads share it. Lengths
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
    // the same face, prepared to be subset often: made when first it is; NULL: not yet
    hb_face_t *preprocessed;
    pthread_mutex_t making;  // guards it
    unsigned em;             // font units in an em
    uint32_t glyph_count;
    struct type_face_info info;
    int x_height;
    const int16_t *widths;       // by glyph
    const uint32_t *characters;  // by glyph: the code point it says; 0: none
    // bits by glyph: which are in the common subset; NULL: it has none
    const unsigned char *common;
    struct type_subset subset;  // the common one
};

// False after a diagnostic. What the face points to is in arena a; face_close() gives back what
// HarfBuzz holds.
bool face_open(struct face *f, struct diags *d, const struct font_face *font, struct arena *a);
void face_close(struct face *f);

int face_units(const struct face *f, int64_t font_units);  // in 1/1000 em, within 16 bits
// also when HarfBuzz can make it from its parts
bool face_has(const struct face *f, uint32_t character);

// The features that shaping leaves on beyond HarfBuzz's required ones, and those it turns off.
extern const hb_tag_t face_features_on[];  // ended by HB_TAG_NONE
extern const hb_tag_t face_features_off[];

// glyphs.c: fills f->widths and f->characters.
void glyphs_read(struct face *f, struct arena *a);

// subset.c
struct type_subset subset_glyphs(struct face *f, const uint16_t *glyphs, size_t count,
                                 struct libdeflate_compressor *z, struct arena *a);
// from the face's repertoire; none if the font has none of it
bool subset_common(struct face *f, struct arena *a);

// permission.c: NULL, or why the font's licence bits forbid embedding a subset of it.
const char *permission_refusal(hb_face_t *face);

#endif
