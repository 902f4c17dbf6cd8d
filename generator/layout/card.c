// A card: framed columns, each a label, a large value and small lines under it. Where a value is
// not known there is a line to write it on. In narrow columns and large print they stand one under
// the other.
#include "layout/element.h"
#include "layout/input.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

enum { GRID = 12, MOST_LINES = 2 };

static void typeset_lines(const struct context *c, const struct doc_node *n,
                          enum style_name text_style)
{
    struct slab *above = c->out->last;
    struct paragraph p = {.text_style = text_style,
                          .element = element_new(c->ts, "P", c->element),
                          .keep_next = true};
    element_get(c->ts, p.element)->language = n->language;
    paragraph_lines(c, n->first, NULL, &p);
    for (struct slab *s = above ? above->next : c->out->first; s; s = s->next)
        s->before = s->after = 0;
}

// As large as lets a value stand on two lines, and each of its words on one.
static enum style_name value_style(const struct context *c, const struct doc_node *value)
{
    const char *words = doc_plain(c->ts->scratch, value);
    mpt width = pen_width(c->ts->layout, style_of(c, STYLE_H2), c->language, words);
    return width <= c->width * MOST_LINES * 9 / 10 ? STYLE_H2 : STYLE_H3;
}

static void typeset_room(const struct context *c, const struct form_field *field)
{
    struct typesetter *ts = c->ts;
    mpt line = ts->styles->field_line;
    struct slab *s = slab_new(ts->scratch, c->out);
    s->height = line;
    s->after = PT(2);
    s->keep_next = true;
    slab_write_line(ts->scratch, s, c->x, c->width, line, true);
    if (!input_is_fillable(c, field)) return;
    input_widget(c, s, field, &(struct rect){c->x, line - PT(18), c->width, PT(17)});
}

static void typeset_field(const struct context *c, const struct doc_node *field)
{
    const struct doc_node *label = field->first, *n = label->next;
    typeset_lines(c, label, STYLE_FIELD_LABEL);
    if (!n || n->role == ROLE_NOTE) typeset_room(c, field->field);
    for (; n; n = n->next)
        typeset_lines(c, n, n->role == ROLE_NOTE ? STYLE_FIELD_LABEL : value_style(c, n));
}

static int width_of(const struct doc_node *field)
{
    return field->width > 0 && field->width < GRID ? field->width : GRID;
}

static struct decor *frame(const struct context *c)
{
    struct decor *d = ARENA_NEW(c->ts->scratch, struct decor);
    *d = (struct decor){.x = c->x,
                        .width = c->width,
                        .stroke = TONE_ACCENT,
                        .stroke_width = PT(1.4),
                        .radius = PT(4)};
    return d;
}

static struct context field_context(const struct context *c, struct slab_list *list, mpt width,
                                    const struct doc_node *field)
{
    struct context inner = context_column(c, list, width);
    inner.element = element_new(c->ts, "Div", c->element);
    inner.inside = true;
    if (field->language)
        inner.language = element_get(c->ts, inner.element)->language = field->language;
    return inner;
}

static void typeset_stacked(const struct context *c, const struct doc_node *n, struct slab *s,
                            mpt pad)
{
    struct slab_list list = {0};
    for (const struct doc_node *f = n->first; f; f = f->next) {
        struct context inner = field_context(c, &list, c->width - 2 * pad, f);
        struct slab *above = list.last;
        typeset_field(&inner, f);
        if (above) above->after = PT(8);
    }
    s->columns[0] = (struct column){.x = c->x + pad, .first = list.first};
}

static void typeset_side_by_side(const struct context *c, const struct doc_node *n, struct slab *s,
                                 mpt pad, struct decor *d)
{
    int sum = 0;
    mpt x = c->x, *edges = ARENA_ARRAY(c->ts->scratch, mpt, s->column_count);
    size_t i = 0;
    for (const struct doc_node *f = n->first; f; f = f->next) sum += width_of(f);
    for (const struct doc_node *f = n->first; f; f = f->next, i++) {
        struct slab_list list = {0};
        mpt width = (mpt)((int64_t)c->width * width_of(f) / sum);
        struct context inner = field_context(c, &list, width - 2 * pad, f);
        typeset_field(&inner, f);
        s->columns[i] = (struct column){.x = x + pad, .first = list.first};
        x += width;
        edges[i] = x;
    }
    d->uprights = edges;
    d->upright_count = i - 1;
    d->upright_tone = TONE_RULE;
}

void card_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    size_t count = 0;
    for (const struct doc_node *f = n->first; f; f = f->next) count++;
    bool stacked = ts->large || c->width < PT(300);
    mpt pad = ts->styles->box_pad;
    struct context inner = *c;
    inner.element = element_new(ts, "Div", c->element);
    struct slab *s = slab_columns(ts->scratch, c->out, stacked ? 1 : count, SPLIT_KEEP);
    struct decor *d = frame(c);
    s->pad_top = s->pad_bottom = pad * 2 / 3;
    s->before = s->after = ts->styles->block_gap;
    s->decor = d;
    if (stacked) typeset_stacked(&inner, n, s, pad);
    else typeset_side_by_side(&inner, n, s, pad, d);
}
