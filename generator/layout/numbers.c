// Large numbers side by side, each with what it is of, what it counts and what it was before. In
// narrow columns and large print there are two in a row.
#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

enum { IN_A_ROW = 4, IN_A_NARROW_ROW = 2, NARROW = PT(380) };

// The number and what it is of, on one line, read as one.
static const struct doc_node *typeset_number(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    struct layout *l = ts->layout;
    const struct text_style *large = style_of(c, STYLE_NUMBER), *small = style_of(c, STYLE_BODY);
    const char *number = doc_plain(ts->scratch, n), *of = doc_plain(ts->scratch, n->next);
    int32_t element = element_new(ts, "P", c->element);
    struct slab *s = slab_new(ts->scratch, c->out);
    mpt width = pen_width(l, large, c->language, number) + large->size / 5;
    bool below = width + pen_width(l, small, c->language, of) > c->width;
    s->height = large->leading;
    s->baseline = pen_baseline(l, large);
    s->keep_next = true;
    pen_text(l, ts->arena, s, large, c->language, number, c->x, s->baseline, element);
    if (!*of) return n->next->next;
    if (below) s->height += small->leading;
    pen_text(l, ts->arena, s, small, c->language, arena_printf(ts->arena, " %s", of),
             below ? c->x : c->x + width - pen_width(l, small, c->language, " "),
             below ? large->leading + pen_baseline(l, small) : s->baseline, element);
    return n->next->next;
}

static void typeset_words(const struct context *c, const struct doc_node *n)
{
    struct slab *above = c->out->last;
    struct paragraph p = {
        .text_style = n->role == ROLE_NOTE ? STYLE_FINE_PRINT : STYLE_CELL,
        .element = element_new(c->ts, "P", c->element),
    };
    paragraph_lines(c, n->first, NULL, &p);
    for (struct slab *s = above ? above->next : c->out->first; s; s = s->next)
        s->before = s->after = 0;
}

static void typeset_field(const struct context *c, const struct doc_node *field)
{
    const struct doc_node *n = typeset_number(c, field->first);
    for (; n; n = n->next) typeset_words(c, n);
}

void numbers_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    bool narrow = ts->large || c->width < NARROW;
    size_t most = narrow ? IN_A_NARROW_ROW : IN_A_ROW;
    int32_t element = element_new(ts, "Div", c->element);
    mpt gap = ts->styles->cell_pad, width = (c->width - gap * (mpt)(most - 1)) / (mpt)most;
    for (const struct doc_node *field = n->first; field;) {
        struct slab *s = slab_columns(ts->scratch, c->out, most, SPLIT_KEEP);
        struct decor *line = ARENA_NEW(ts->scratch, struct decor);
        *line = (struct decor){
            .x = c->x, .width = c->width, .above = TONE_ACCENT, .above_width = PT(1.5)};
        if (field == n->first) s->decor = line;
        s->pad_top = field == n->first ? PT(7) : 0;
        s->before = s->after = ts->styles->block_gap;
        for (size_t i = 0; i < most && field; i++, field = field->next) {
            struct slab_list list = {0};
            struct context inner = context_column(c, &list, width);
            inner.element = element_new(ts, "Div", element);
            typeset_field(&inner, field);
            s->columns[i] = (struct column){.x = c->x + (width + gap) * (mpt)i,
                                            .first = list.first};
        }
    }
}
