// A label on the line of what it labels, before it, where there is room for it.
#include "layout/beside.h"

#include "layout/element.h"
#include "layout/pen.h"
#include "layout/who.h"

enum { WIDEST = 3, GAP = 90 };  // the part of the width; per cent of the text's size

mpt beside_width(const struct context *c, const struct doc_node *label)
{
    struct typesetter *ts = c->ts;
    const struct text_style *text_style = style_of(c, STYLE_LABEL);
    if (!label || ts->large) return 0;
    mpt width = who_width(text_style->size, label->who) +
                pen_width(ts->layout, text_style, c->language, doc_plain(ts->scratch, label)) +
                text_style->size * GAP / 100;
    return width <= c->width / WIDEST ? width : 0;
}

void beside_put(const struct context *c, struct slab *line, const struct doc_node *label, mpt x,
                int32_t element)
{
    struct typesetter *ts = c->ts;
    const struct text_style *text_style = style_of(c, STYLE_LABEL);
    int32_t shape = who_element(c, label, element);
    mpt indent = who_width(text_style->size, label->who);
    struct slab_list unused = {0};
    struct slab *words = slab_new(ts->scratch, &unused);
    words->baseline = line->baseline;
    pen_text(ts->layout, ts->arena, words, text_style, c->language, doc_plain(ts->scratch, label),
             x + indent, line->baseline, element);
    if (label->who) who_draw(c, words, label, x, text_style->size, shape);
    slab_put_first(ts->scratch, line, words, 0);
}
