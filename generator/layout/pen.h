// The pen gathers words on one baseline into runs: as few as face, size, tone and meaning allow.
#ifndef LAYOUT_PEN_H
#define LAYOUT_PEN_H

#include "layout/typeset.h"

struct pen_style {
    enum font_style style;
    uint8_t tone;
    mpt size;
    int32_t element;
    const char *language;
};

struct pen {
    struct layout *layout;
    struct arena *arena;  // of glyphs and text
    struct slab *slab;
    mpt x, baseline;
    const char *actual;    // of the runs to come; see paper_run
    struct paper_run run;  // being gathered; the bytes are in layout->text and ->glyphs
    int32_t element;
    // its width in 1/1000 em: all of it, and up to the last glyph that is no space
    int64_t advance, visible_advance;
};

struct pen pen_new(struct layout *l, struct arena *a, struct slab *s, mpt x, mpt baseline);
// Appends n bytes of text without a line break; the character that no face has, or 0.
uint32_t pen_write(struct pen *p, const struct pen_style *style, const char *text, size_t n);
void pen_flush(struct pen *p);  // ends the run; must be called at the end
mpt pen_visible_x(
    const struct pen *p);  // where the next glyph would stand, without spaces at the end

#endif
