// The flow of slabs: how high a column is, and dividing it at a height. Nothing is changed in the
// slabs, so that several ways to break pages can be tried.
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include "layout/slab.h"

enum { FLOW_UNBOUNDED = 1000000000 };  // a limit above all heights

struct page_breaker {
    struct arena *scratch;
    mpt page;     // height of the text area
    int spacing;  // thousandths of the spaces between slabs
    bool loose;   // SPLIT_KEEP slabs may be divided
};

struct column_cut {
    bool any;  // something fits
    struct column head, rest;
    mpt height;  // of the head
};

// Without less space or looser rules.
static inline struct page_breaker flow_breaker(struct arena *scratch, mpt page)
{
    return (struct page_breaker){.scratch = scratch, .page = page, .spacing = 1000};
}

// The space between two slabs; above NULL: none, at the top of a page.
mpt flow_slab_gap(const struct page_breaker *b, const struct slab *above, const struct slab *below);
// The height of a slab with its columns, and of a column's slabs. Once it is above limit, anything
// above limit.
mpt flow_slab_height(const struct page_breaker *b, const struct slab *s, mpt limit);
mpt flow_height(const struct page_breaker *b, const struct column *c, mpt limit);
// As much of the column as fits in height avail. force: at the top of a page, where something must
// be taken. Slabs of divided parts live in b->scratch.
struct column_cut flow_cut(const struct page_breaker *b, const struct column *c, mpt avail,
                           bool force);
// What the list holds since the last heading stays on one page with it and with what comes next;
// only the last slab does when all is higher than most.
void flow_keep_heading(const struct page_breaker *b, struct slab_list *list, mpt most);

#endif
