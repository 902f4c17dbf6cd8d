// Code as it was typed, in a tinted box. A line that is too long goes on below.
#include <string.h>

#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/line_cache.h"
#include "layout/pen.h"

// more: other lines follow. Then the line ends in a space, so that they do not run together when
// they are read.
static void typeset_code_line(const struct context *c, const struct doc_node *n, const char *text,
                              size_t length, bool more)
{
    struct typesetter *ts = c->ts;
    const struct text_style *text_style = style_of(c, STYLE_CODE);
    struct inlines in;
    inlines_code(c, n, text, length, c->element, &in);
    struct line_breaks line_breaks = line_cache_get(c, &in, c->width, false);
    const struct fragment *fragments = line_breaks.fragments;
    const uint32_t *breaks = line_breaks.breaks;
    size_t lines = line_breaks.line_count;
    for (size_t i = 0; i < lines || !i; i++) {
        struct slab *s = slab_new(ts->scratch, c->out);
        s->height = text_style->leading;
        s->baseline = pen_baseline(ts->layout, text_style);
        s->keep_next = i + 1 < lines && (!i || i + 2 == lines);
        struct pen pen = pen_new(ts->layout, ts->arena, s, c->x, s->baseline);
        uint32_t end = lines ? fragments[breaks[i + 1] - 1].next : 0;
        for (uint32_t k = lines ? breaks[i] : 0; lines && k < breaks[i + 1]; k++) {
            uint32_t to = k + 1 < breaks[i + 1] ? fragments[k + 1].start : end;
            pen_write(&pen, &in.spans[0].style, in.text + fragments[k].start,
                      fragments[k].end - fragments[k].start);
            pen_write(&pen, &in.spans[0].style, in.text + fragments[k].end, to - fragments[k].end);
        }
        if (more && i + 1 >= lines) pen_write(&pen, &in.spans[0].style, " ", 1);
        pen_flush(&pen);
    }
}

void code_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    mpt pad = c->width - 2 * ts->styles->cell_pad >= WIDTH_LIMIT ? ts->styles->cell_pad : 0;
    const char *text = n->text ? n->text : "";
    if (!text[strspn(text, " \t\r\n")]) return;
    struct slab *s = slab_columns(ts->scratch, c->out, 1, SPLIT_FREELY);
    struct decor *tint = ARENA_NEW(ts->scratch, struct decor);
    *tint = (struct decor){.x = c->x, .width = c->width, .fill = TONE_TINT, .radius = PT(2)};
    s->decor = tint;
    s->pad_top = s->pad_bottom = ts->styles->cell_pad;
    s->before = s->after = ts->styles->block_gap;
    s->columns[0].x = c->x + pad;
    struct slab_list list = {0};
    struct context inner = context_column(c, &list, c->width - 2 * pad);
    inner.element = element_new(ts, "Code", element_new(ts, "P", c->element));
    while (*text) {
        size_t n_line = strcspn(text, "\n");
        typeset_code_line(&inner, n, text, n_line, text[n_line] && text[n_line + 1]);
        text += n_line;
        if (*text) text++;
    }
    s->columns[0].first = list.first;
}
