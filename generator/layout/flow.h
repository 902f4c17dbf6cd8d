// The flow: places a list of slabs on pages, top to bottom, dividing what may be divided, and
// chooses spacing so that a last page is spared where little stands on it, and never left all but
// empty.
#ifndef LAYOUT_FLOW_H
#define LAYOUT_FLOW_H

#include "layout/slab.h"

enum { FLOW_UNBOUNDED = 1000000000 };

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

// Height of a column's slabs; once it is above limit, anything above limit.
mpt flow_height(const struct page_breaker *b, const struct column *c, mpt limit);
// As much of the column as fits in avail. force: at the top of a page, where something must be
// taken.
struct column_cut flow_cut(const struct page_breaker *b, const struct column *c, mpt avail,
                           bool force);

static inline bool column_is_empty(const struct column *c)
{
    return !column_first(c);
}

mpt flow_slab_gap(const struct page_breaker *b, const struct slab *above, const struct slab *below);
mpt flow_slab_height(const struct page_breaker *b, const struct slab *s, mpt limit);

struct page_frame {  // where the text area is on a page
    mpt left, top, height;
};
// Fills section->pages; everything of theirs goes to arena a.
void flow_pages(struct arena *a, struct arena *scratch, struct paper_section *section,
                const struct slab_list *list, const struct page_frame *frame);

// place.c: draws a column on a page; extra is room to be filled with write-on lines.
struct painter {
    struct arena *arena;
    const struct page_breaker *breaker;
    struct paper_section *section;
    struct paper_page *page;
    uint32_t page_number;
    // what belongs to the first belongs to the second here, when they differ
    int32_t figure, figure_part;
};
// the height it took
mpt paint_column(const struct painter *p, const struct column *c, mpt x, mpt y, mpt extra);
bool paint_fills_page(const struct column *c);  // whether write-on lines in it fill the page

#endif
