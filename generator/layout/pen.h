// The pen writes text on a baseline. It gathers words into runs: as few as face, size, tone and
// meaning allow.
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

struct pen {  // one at a time: the run's bytes are in layout->text and ->glyphs
    struct layout *layout;
    struct arena *arena;  // of glyphs and text
    struct slab *slab;    // that the runs are items of
    mpt x, baseline;
    const char *actual;    // of the runs to come; see paper_run
    struct paper_run run;  // being gathered
    int32_t element;
    // the run's width in 1/1000 em: all of it, and up to the last glyph that is no space
    int64_t advance, visible_advance;
};

struct pen pen_new(struct layout *l, struct arena *a, struct slab *s, mpt x, mpt baseline);
// Appends n bytes of text without a line break. Returns a character that no face has, or 0.
uint32_t pen_write(struct pen *p, const struct pen_style *style, const char *text, size_t n);
// Ends the run; must be called at the end.
void pen_flush(struct pen *p);
// Where the next glyph would stand, without spaces at the end.
mpt pen_visible_x(const struct pen *p);

// Text that is no paragraph: markers, labels of drawings, headers. In one go, on one line.
void pen_text(struct layout *l, struct arena *a, struct slab *s,
              const struct text_style *text_style, const char *language, const char *text, mpt x,
              mpt baseline, int32_t element);
mpt pen_width(struct layout *l, const struct text_style *text_style, const char *language,
              const char *text);
// From the top of a line of that style down to its baseline.
mpt pen_baseline(const struct layout *l, const struct text_style *text_style);
// From a baseline up to the middle of what stands on it in that size: as high as the capitals'.
static inline mpt pen_middle(mpt size)
{
    return size * 36 / 100;
}

#endif
