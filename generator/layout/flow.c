// The flow of slabs. A column is filled slab by slab. Where the next one does not fit, it is
// divided if it may be, else the page ends at the last slab behind which a break was allowed.
#include "layout/flow.h"

mpt flow_slab_gap(const struct page_breaker *b, const struct slab *above, const struct slab *below)
{
    if (!above) return 0;
    mpt gap = above->after > below->before ? above->after : below->before;
    return b->spacing == 1000 ? gap : (mpt)((int64_t)gap * b->spacing / 1000);
}

mpt flow_slab_height(const struct page_breaker *b, const struct slab *s, mpt limit)
{
    mpt height = s->height, pad = s->pad_top + s->pad_bottom;
    for (size_t i = 0; i < s->column_count; i++) {
        mpt inner = pad + flow_height(b, &s->columns[i], limit - pad);
        if (inner > height) height = inner;
    }
    return height;
}

mpt flow_height(const struct page_breaker *b, const struct column *c, mpt limit)
{
    mpt y = 0;
    const struct slab *above = NULL;
    for (const struct slab *s = column_first(c); s && y <= limit;
         above = s, s = column_after(c, s)) {
        y += flow_slab_gap(b, above, s);
        y += flow_slab_height(b, s, limit - y);
    }
    return y;
}

// A cut of the column before the slab s; height: of the head.
static struct column_cut cut_before(const struct column *c, struct slab *s, mpt height)
{
    struct slab *from = s == c->partial ? c->stop : s;
    return (struct column_cut){
        true, {c->x, c->first, from, NULL}, {c->x, from, c->stop, c->partial}, height};
}

// Behind s.
static struct column_cut cut_behind(const struct column *c, struct slab *s, mpt height)
{
    if (s == c->partial) return (struct column_cut){true, *c, {c->x, NULL, NULL, NULL}, height};
    return (struct column_cut){
        true, {c->x, c->first, s->next, NULL}, {c->x, s->next, c->stop, c->partial}, height};
}

// Between the two parts of s, which has been divided.
static struct column_cut cut_inside(const struct column *c, struct slab *s, struct slab *upper,
                                    struct slab *lower, mpt height)
{
    bool last = s == c->partial;
    lower->next = last ? c->stop : s->next;
    struct column head = {c->x, c->first, last ? c->stop : s, upper};
    return (struct column_cut){
        true, head, {c->x, lower, c->stop, last ? NULL : c->partial}, height};
}

// must: at the top of a page, where something must be taken.
static bool may_split(const struct page_breaker *b, const struct slab *s, bool must)
{
    if (!s->column_count) return false;
    if (must || s->split == SPLIT_FREELY || (b->loose && s->split == SPLIT_KEEP)) return true;
    return flow_slab_height(b, s, b->page) > b->page;
}

// A table that goes on repeats its header above the rest of its rows.
static void repeat_header(const struct page_breaker *b, const struct slab *s, struct slab *lower)
{
    struct slab *copy = ARENA_NEW(b->scratch, struct slab);
    *copy = *s->header;
    copy->next = lower->columns[0].first;
    lower->columns[0].first = copy;
}

// Divides s so that its upper part fits in avail; false when all of it fits, or nothing of one of
// its columns does.
static bool split_slab(const struct page_breaker *b, const struct slab *s, mpt avail, bool force,
                       struct slab **upper, struct slab **lower)
{
    mpt inner = avail - s->pad_top - s->pad_bottom;
    bool over = false;
    struct slab *up = ARENA_NEW(b->scratch, struct slab), *low = ARENA_NEW(b->scratch, struct slab);
    if (inner <= 0 && !force) return false;
    *up = *low = *s;
    up->columns = ARENA_ARRAY(b->scratch, struct column, s->column_count);
    low->columns = ARENA_ARRAY(b->scratch, struct column, s->column_count);
    for (size_t i = 0; i < s->column_count; i++) {
        low->columns[i] = up->columns[i] = (struct column){.x = s->columns[i].x};
        if (column_is_empty(&s->columns[i])) continue;
        struct column_cut cut = flow_cut(b, &s->columns[i], inner, force);
        if (!cut.any) return false;
        up->columns[i] = cut.head;
        low->columns[i] = cut.rest;
        over = over || !column_is_empty(&cut.rest);
    }
    if (!over) return false;
    up->height = low->height = 0;
    up->keep_next = false;
    low->items = NULL;
    low->item_count = low->item_room = low->link_count = low->widget_count = 0;
    low->bookmark = NULL;
    if (s->header) repeat_header(b, s, low);
    *upper = up;
    *lower = low;
    return true;
}

// Before the last rows of a table that has room, when what it stays with has none.
static struct column_cut cut_end(const struct page_breaker *b, const struct column *c,
                                 struct slab *table, mpt top)
{
    struct slab *upper, *lower;
    mpt less = flow_slab_height(b, table, FLOW_UNBOUNDED) - 1;
    if (!split_slab(b, table, less, false, &upper, &lower)) return (struct column_cut){0};
    return cut_inside(c, table, upper, lower, top + flow_slab_height(b, upper, FLOW_UNBOUNDED));
}

struct column_cut flow_cut(const struct page_breaker *b, const struct column *c, mpt avail,
                           bool force)
{
    struct column_cut best = {0};
    const struct slab *above = NULL;
    bool begun = false;  // something that is not only a repeated header stands above
    mpt y = 0;
    struct slab *table = NULL;  // that may be divided, and stays with what follows
    mpt rows = 0;               // where it begins
    for (struct slab *s = column_first(c); s; above = s, s = column_after(c, s)) {
        mpt top = y + flow_slab_gap(b, above, s);
        mpt height = flow_slab_height(b, s, avail - top);
        if (top + height <= avail) {
            y = top + height;
            begun = begun || !s->repeated;
            if (s->keep_next && s->split == SPLIT_FREELY && s->column_count) table = s, rows = top;
            if (s->keep_next) continue;
            best = cut_behind(c, s, y);
            table = NULL;
            continue;
        }
        struct slab *upper, *lower;
        bool must = force && !begun;
        if (may_split(b, s, must) && split_slab(b, s, avail - top, must, &upper, &lower))
            return cut_inside(c, s, upper, lower, top + flow_slab_height(b, upper, FLOW_UNBOUNDED));
        struct column_cut end = table ? cut_end(b, c, table, rows) : (struct column_cut){0};
        if (end.any) return end;
        if (best.any || !force) return best;
        return begun ? cut_before(c, s, y) : cut_behind(c, s, top + height);
    }
    return (struct column_cut){true, *c, {.x = c->x}, y};
}

void flow_keep_heading(const struct page_breaker *b, struct slab_list *list, mpt most)
{
    struct slab *from = list->last;
    for (struct slab *s = list->first; s; s = s->next)
        if (s->starts_heading) from = s;
    struct column above = {.first = from};
    if (flow_height(b, &above, most) > most) from = list->last;
    for (struct slab *s = from; s; s = s->next) s->keep_next = true;
}
