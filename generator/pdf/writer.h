// One paper on its way into a file: what the steps of writer_make_pdf() hand each other.
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "pdf/state.h"

struct margin_list {  // of a page: the streams that draw its margins
    uint32_t *numbers;
    size_t count, room;
};
struct joined;

struct writer {
    struct pdf *pdf;
    const struct paper *paper;
    struct document doc;
    struct placed_section *placed;            // by section, in reading order
    const struct placed_section **by_number;  // in the order of their keys
    size_t by_number_count;
    struct resources resources;
    size_t page_count;
    uint32_t keys;                // of the ParentTree, given so far
    struct margin_list *margins;  // by page of the document
    // how many objects there are, and what the trees lead to, is this document's alone
    bool varies;
    struct constants constants;
    uint32_t fonts, root, parents, element, metadata, profile, intent, field_font;
    const struct joined *joined;  // a print batch; NULL: a paper by itself
    uint32_t blank_parents;       // and what the ParentTree has for its blank pages; 0: nothing yet
    uint32_t part_elements;       // of a print batch: the first of its parts' elements
};

bool writer_run(struct pdf *p, const struct paper *paper, const struct joined *joined,
                struct buf *out);
// Its steps, for files of another kind.
void writer_begin(struct writer *w, struct pdf *p, const struct paper *paper);
bool writer_resources(struct writer *w);
void writer_catalog(struct writer *w);
bool writer_save(struct writer *w, struct buf *out);
bool writer_report(struct writer *w);  // false, after a diagnostic where libharu has failed

// place.c: the content streams, then the numbers of pages and structure; false if libharu cannot.
void placement_render(struct writer *w);
bool placement_number_sections(struct writer *w);

// tree.c: the structure tree, with the way back from content to it; false after a diagnostic.
bool tree_write(struct writer *w);

// pages.c: the page dictionaries and the tree they hang in.
void pages_write(struct writer *w);

#endif
