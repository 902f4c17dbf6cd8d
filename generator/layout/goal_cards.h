// Cards of goals on pages: how many empty ones there is room for, and what follows them.
#ifndef LAYOUT_GOAL_CARDS_H
#define LAYOUT_GOAL_CARDS_H

#include "layout/pages.h"

// Takes cards that may be left out from the list of a section: those that would need another sheet
// (another page, where the section does not stand on sheets of its own). What follows the cards is
// kept on one page with the last of them, if one page holds that. Returns what has been left out;
// element_end 0: nothing. Where another card
// fits that way, frame->spacing is made smaller.
struct slab_card goal_cards_fit(struct arena *scratch, const struct paper_section *section,
                                struct slab_list *list, struct page_frame *frame);
// Takes the elements and fields of what was left out from the section, which has its pages.
void goal_cards_forget(struct paper_section *section, const struct slab_card *left_out);

#endif
