// One paper on its way into a file: what the steps of pdf_write() hand each other.
#ifndef PDF_WRITING_H
#define PDF_WRITING_H

#include "pdf/state.h"

struct margin_list {  // of a page: the streams that draw its margins
    uint32_t *numbers;
    size_t count, room;
};

struct writing {
    struct pdf *pdf;
    const struct paper *paper;
    struct document doc;
    struct placed *placed;            // by section, in reading order
    const struct placed **by_number;  // in the order of their keys
    size_t by_number_count;
    struct shared_section **shared;  // by section; NULL: not shared
    struct uses uses;
    size_t page_count;
    uint32_t keys;  // of the ParentTree, given so far
    struct margin_list *margins;  // by page of the document
    bool varies;                  // how many objects there are, and what the trees lead to, is this document's alone
    struct constants constants;
    uint32_t fonts, root, parents, element, metadata, profile, intent, typed;
};

// place.c: the content streams, then the numbers of pages and structure; false if libharu cannot.
void place_render(struct writing *w);
bool place_sections(struct writing *w);

// tree.c: the structure tree, with the way back from content to it; false after a diagnostic.
bool tree_write(struct writing *w);

// pages.c: the page dictionaries and the tree they hang in.
void pages_write(struct writing *w);

#endif
