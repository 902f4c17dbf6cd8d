// Blocks around other blocks: quotes with a bar, tinted boxes, and groups that are kept on one
// page; and rules between blocks.
#include "layout/block.h"
#include "layout/element.h"
#include "layout/kinds.h"

static struct slab *open_slab(const struct context *c, enum split_policy split,
                              const struct decor *decor)
{
    struct slab *s = slab_columns(c->ts->scratch, c->out, 1, split);
    s->columns[0].x = c->x;
    if (decor) {
        struct decor *copy = ARENA_NEW(c->ts->scratch, struct decor);
        *copy = *decor;
        s->decor = copy;
    }
    return s;
}

// Sets the children in the slab, the last one of its list; removes it from the list when nothing
// came of them. above: the slab before it, or NULL.
static void fill_slab(const struct context *c, const struct context *inner,
                      const struct doc_node *n, struct slab *s, struct slab *above)
{
    block_typeset_children(inner, n);
    s->columns[0].first = inner->out->first;
    if (inner->out->first) return;
    c->out->last = above;
    if (above) above->next = NULL;
    else c->out->first = NULL;
}

enum { SHORT_QUOTE = 4 };  // lines

// A short quote stays on the page with what it follows.
static void keep_above(const struct slab_list *lines, struct slab *above)
{
    int count = 0;
    for (const struct slab *s = lines->first; s; s = s->next)
        count += s->column_count ? SHORT_QUOTE : 1;
    if (above && count <= SHORT_QUOTE) above->keep_next = true;
}

void box_typeset_quote(const struct context *c, const struct doc_node *n)
{
    const struct stylesheet *styles = c->ts->styles;
    mpt indent = c->width - styles->quote_indent >= WIDTH_LIMIT ? styles->quote_indent : 0;
    struct slab_list list = {0};
    struct slab *above = c->out->last;
    struct decor bar = {
        .x = c->x, .width = c->width, .bar = indent ? TONE_ACCENT : TONE_NONE, .bar_width = PT(2)};
    struct slab *s = open_slab(c, SPLIT_FREELY, &bar);
    s->columns[0].x += indent;
    s->before = s->after = style_of(c, STYLE_BODY)->after;
    struct context inner = context_column(c, &list, c->width - indent);
    inner.element = element_new(c->ts, "BlockQuote", c->element);
    inner.inside = true;
    fill_slab(c, &inner, n, s, above);
    if (list.first) keep_above(&list, above);
    for (struct slab *k = list.first; k && k->next; k = k->next)
        // who said it stays with what was said
        if (k->next == list.last && list.last->baseline) k->keep_next = true;
}

void box_typeset(const struct context *c, const struct doc_node *n)
{
    mpt pad = c->ts->styles->box_pad;
    if (c->width - 2 * pad < WIDTH_LIMIT) pad = 0;
    struct slab_list list = {0};
    struct slab *above = c->out->last;
    struct decor tint = {.x = c->x, .width = c->width, .fill = TONE_TINT, .radius = PT(3)};
    struct slab *s = open_slab(c, SPLIT_KEEP, &tint);
    s->columns[0].x += pad;
    s->pad_top = s->pad_bottom = c->ts->styles->box_pad;
    s->before = s->after = c->ts->styles->block_gap;
    struct context inner = context_column(c, &list, c->width - 2 * pad);
    inner.element = element_new(c->ts, "Div", c->element);
    inner.inside = true;
    fill_slab(c, &inner, n, s, above);
}

void box_typeset_keep(const struct context *c, const struct doc_node *n)
{
    struct slab_list list = {0};
    struct slab *above = c->out->last;
    struct slab *s = open_slab(c, SPLIT_KEEP, NULL);
    struct context inner = context_column(c, &list, c->width);
    fill_slab(c, &inner, n, s, above);
    if (!list.first) return;
    s->before = list.first->before;
    s->after = list.last->after;
    s->keep_next = list.last->keep_next;
}

void box_typeset_rule(const struct context *c, const struct doc_node *n)
{
    struct slab *s = slab_new(c->ts->scratch, c->out);
    mpt width = c->width, measure = c->ts->styles->measure;
    if (!n->form && width > measure) width = measure;
    s->height = PT(1);
    s->before = s->after = style_of(c, STYLE_BODY)->leading;
    slab_rule(c->ts->scratch, s,
              &(struct paper_rule){c->x, 0, c->x + width, 0, PT(0.7),
                                   n->form ? TONE_INK : TONE_RULE, false, n->form});
}
