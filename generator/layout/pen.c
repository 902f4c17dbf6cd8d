// The pen: words become runs on a baseline.
#include "layout/pen.h"

#include <assert.h>
#include <string.h>

// bytes: with another of the shaper's runs behind it, a glyph's cluster still fits 16 bits
enum { LONGEST_RUN = 33000 };

struct pen pen_new(struct layout *l, struct arena *a, struct slab *s, mpt x, mpt baseline)
{
    l->text.n = l->glyphs.n = 0;
    return (struct pen){.layout = l, .arena = a, .slab = s, .x = x, .baseline = baseline};
}

static mpt pen_x(const struct pen *p)
{
    return p->x + em_to_mpt(p->advance, p->run.size);
}

mpt pen_visible_x(const struct pen *p)
{
    return p->x + em_to_mpt(p->visible_advance, p->run.size);
}

void pen_flush(struct pen *p)
{
    struct buf *text = &p->layout->text, *glyphs = &p->layout->glyphs;
    if (text->n) {
        struct paper_item *item = slab_item(&p->layout->scratch, p->slab, ITEM_RUN, p->element);
        item->run = p->run;
        item->run.x = p->x;
        item->run.baseline = p->baseline;
        item->run.width = em_to_mpt(p->visible_advance, p->run.size);
        item->run.glyph_count = (uint32_t)(glyphs->n / sizeof(struct glyph));
        item->run.text = arena_strndup(p->arena, text->p, text->n);
        struct glyph *copy = arena_alloc(p->arena, glyphs->n);
        memcpy(copy, glyphs->p, glyphs->n);
        item->run.glyphs = copy;
        p->x = pen_x(p);
    }
    text->n = glyphs->n = 0;
    p->advance = p->visible_advance = 0;
}

// Whether the glyphs can be added to the run that is being gathered.
static bool run_goes_on(const struct pen *p, const struct pen_style *style,
                        const struct glyph_run *shaped)
{
    const struct paper_run *r = &p->run;
    return p->layout->text.n && r->face == shaped->face && r->size == style->size &&
           r->tone == style->tone && p->element == style->element && r->actual == p->actual &&
           p->layout->text.n < LONGEST_RUN;
}

static void write_shaped(struct pen *p, const struct pen_style *style,
                         const struct glyph_run *shaped)
{
    struct buf *text = &p->layout->text, *glyphs = &p->layout->glyphs;
    if (!run_goes_on(p, style, shaped)) {
        pen_flush(p);
        p->run = (struct paper_run){
            .face = shaped->face, .size = style->size, .tone = style->tone, .actual = p->actual};
        p->element = style->element;
    }
    uint16_t offset = (uint16_t)text->n;
    for (uint32_t i = 0; i < shaped->glyph_count; i++) {
        struct glyph g = shaped->glyphs[i];
        g.cluster = (uint16_t)(g.cluster + offset);
        buf_add(glyphs, &g, sizeof g);
    }
    buf_str(text, shaped->text);
    assert(text->n <= UINT16_MAX);
    p->advance += shaped->width;
    if (shaped->text[strspn(shaped->text, " ")]) p->visible_advance = p->advance;
}

uint32_t pen_write(struct pen *p, const struct pen_style *style, const char *text, size_t n)
{
    if (!n) return 0;
    const struct shaped_word *word = shaper_shape(p->layout->shaper, style->style, style->language,
                                                  text, n);
    for (size_t i = 0; i < word->run_count; i++) write_shaped(p, style, &word->runs[i]);
    return word->missing;
}

mpt pen_baseline(const struct layout *l, const struct text_style *text_style)
{
    struct type_metrics m = type_metrics(l->type, text_style->style);
    return (text_style->leading + em_to_mpt(m.cap_height, text_style->size)) / 2;
}

mpt pen_width(struct layout *l, const struct text_style *text_style, const char *language,
              const char *text)
{
    if (!*text) return 0;
    const struct shaped_word *word = shaper_shape(l->shaper, text_style->style, language, text,
                                                  strlen(text));
    return em_to_mpt(word->width, text_style->size);
}

void pen_text(struct layout *l, struct arena *a, struct slab *s,
              const struct text_style *text_style, const char *language, const char *text, mpt x,
              mpt baseline, int32_t element)
{
    struct pen pen = pen_new(l, a, s, x, baseline);
    struct pen_style style = {text_style->style, text_style->tone, text_style->size, element,
                              language};
    pen_write(&pen, &style, text, strlen(text));
    pen_flush(&pen);
}
