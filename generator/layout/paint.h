// Painting: a column's slabs on a page.
#ifndef LAYOUT_PAINT_H
#define LAYOUT_PAINT_H

#include "layout/flow.h"

struct painter {
    struct arena *arena;  // of what is on the page
    const struct page_breaker *breaker;
    struct paper_section *section;
    struct paper_page *page;
    uint32_t page_number;  // in the section
    // what belongs to the first belongs to the second here: the part of a Figure on this page
    int32_t figure, figure_part;
};

// Draws the column at x, y; returns the height it took. extra: room to be filled with write-on
// lines, or by a slab that grows.
mpt paint_column(const struct painter *p, const struct column *c, mpt x, mpt y, mpt extra);
// Whether write-on lines in the column fill the page.
bool paint_fills_page(const struct column *c);

#endif
