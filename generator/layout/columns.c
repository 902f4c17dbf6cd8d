// Columns: side by side, each with its own blocks; or one flow, balanced: divided into columns of
// one height.
#include "layout/block.h"
#include "layout/element.h"
#include "layout/flow.h"
#include "layout/kinds.h"

enum { MOST_COLUMNS = 6, LEAST_WIDTH = PT(120) };

static void typeset_stacked(const struct context *c, const struct doc_node *n)
{
    for (const struct doc_node *k = n->first; k; k = k->next) {
        struct context inner = *c;
        inner.element = element_new(c->ts, "Div", c->element);
        if (k->kind == DOC_COLUMN) block_typeset_children(&inner, k);
        else block_typeset(&inner, k);
    }
}

static int64_t weight_of(const struct doc_node *column)
{
    if (column->width <= 0) return 1;
    return column->width < 1000 ? column->width : 1000;
}

static void typeset_side_by_side(const struct context *c, const struct doc_node *n, size_t count)
{
    struct typesetter *ts = c->ts;
    struct slab *s = slab_columns(ts->scratch, c->out, count, SPLIT_FREELY);
    mpt gap = ts->styles->column_gap, room = c->width - gap * (mpt)(count - 1), x = c->x;
    int64_t weights = 0;
    for (const struct doc_node *k = n->first; k; k = k->next) weights += weight_of(k);
    s->before = s->after = style_of(c, STYLE_BODY)->after;
    size_t i = 0;
    for (const struct doc_node *k = n->first; k; k = k->next, i++) {
        struct slab_list list = {0};
        mpt width = (mpt)(room * weight_of(k) / weights);
        struct context inner = context_column(c, &list, width);
        inner.element = element_new(ts, "Div", c->element);
        if (k->kind == DOC_COLUMN) block_typeset_children(&inner, k);
        else block_typeset(&inner, k);
        s->columns[i] = (struct column){.x = x, .first = list.first};
        x += width + gap;
    }
}

// Cuts the column into count pieces no higher than height; false when something is left (*rest), or
// a piece is higher. force: what should be kept together is divided, too.
static bool cut_even(const struct page_breaker *b, const struct column *all, size_t count,
                     mpt height, bool force, struct column *pieces, struct column *rest)
{
    *rest = *all;
    for (size_t i = 0; i < count; i++) {
        struct column_cut cut = flow_cut(b, rest, height, force);
        if (!cut.any) return false;
        pieces[i] = cut.head;
        *rest = cut.rest;
        if (cut.height > height) return false;
    }
    return column_is_empty(rest);
}

// The least height at which count columns hold it all, or most when they do not even then.
static mpt even_height(const struct page_breaker *b, const struct column *all, size_t count,
                       mpt most)
{
    struct column pieces[MOST_COLUMNS], rest;
    mpt low = 0, high = most;
    while (high - low > PT(1)) {
        mpt middle = low + (high - low) / 2;
        if (cut_even(b, all, count, middle, false, pieces, &rest)) high = middle;
        else low = middle;
    }
    return high;
}

static void typeset_balanced(const struct context *c, const struct doc_node *n, size_t count)
{
    struct typesetter *ts = c->ts;
    mpt gap = ts->styles->column_gap, width = (c->width - gap * (mpt)(count - 1)) / (mpt)count;
    struct slab_list list = {0};
    struct context inner = context_column(c, &list, width);
    block_typeset_children(&inner, n);
    for (struct slab *s = list.first; s; s = s->next)
        if (s->baseline && !s->after && s->next) s->keep_next = true;
    struct page_breaker b = flow_breaker(ts->scratch, ts->page_height);
    struct column rest = {.first = list.first};
    while (!column_is_empty(&rest)) {
        struct slab *s = slab_columns(ts->scratch, c->out, count, SPLIT_TALL);
        struct column all = rest;
        mpt most = ts->page_height / 2;
        cut_even(&b, &all, count, even_height(&b, &all, count, most), true, s->columns, &rest);
        s->before = s->after = style_of(c, STYLE_BODY)->after;
        // a heading's
        if (column_first(&all)->before > s->before) s->before = column_first(&all)->before;
        for (size_t i = 0; i < count; i++) s->columns[i].x = c->x + (width + gap) * (mpt)i;
    }
}

void columns_typeset(const struct context *c, const struct doc_node *n)
{
    size_t count = 0;
    for (const struct doc_node *k = n->first; k; k = k->next) count++;
    bool balanced = n->level >= 2;
    if (balanced) count = n->level < MOST_COLUMNS ? (size_t)n->level : MOST_COLUMNS;
    bool fits = !c->ts->large && count <= MOST_COLUMNS && count > 1 &&
                c->width / (mpt)count >= LEAST_WIDTH;
    if (!fits && balanced) block_typeset_children(c, n);
    else if (!fits) typeset_stacked(c, n);
    else if (balanced) typeset_balanced(c, n, count);
    else typeset_side_by_side(c, n, count);
}
