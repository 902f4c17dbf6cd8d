// Pages: a section's slabs placed top to bottom, with spacing chosen so that a last page is spared
// where little stands on it, and never left all but empty.
#ifndef LAYOUT_PAGES_H
#define LAYOUT_PAGES_H

#include "layout/slab.h"

struct page_frame {  // where the text area is on a page
    mpt left, top, height;
    int spacing;  // thousandths of the spaces between slabs, at most
};

// Fills section->pages, bookmarks and the bounds of Figures; everything of theirs lives in arena a.
void pages_make(struct arena *a, struct arena *scratch, struct paper_section *section,
                const struct slab_list *list, const struct page_frame *frame);

// How many pages the list takes, as its slabs ask for.
size_t pages_count(struct arena *scratch, const struct slab_list *list,
                   const struct page_frame *frame);

#endif
