// A paper on its way into a file: what the steps of writer_run() share.
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "pdf/state.h"

struct margin_list {  // of a page: the numbers of the streams that draw its margins
    uint32_t *numbers;
    size_t count, room;
};
struct joined;

struct writer {
    struct pdf *pdf;
    const struct paper *paper;
    struct document doc;
    struct placed_section *placed;            // by section, in reading order
    const struct placed_section **by_number;  // the same in the order of their keys
    size_t by_number_count;
    struct resources resources;
    size_t page_count;
    uint32_t keys;                // how many the ParentTree has so far
    struct margin_list *margins;  // by page of the document
    bool varies;                  // the trees' objects are unique: there are personal sections
    struct constants constants;
    // numbers: the first font's; StructTreeRoot, ParentTree, Document; and so on
    uint32_t fonts, root, parents, element, metadata, profile, intent, field_font;
    const struct joined *joined;  // a print batch; NULL: a paper by itself
    uint32_t blank_parents;       // of a print batch: see joined_blank_parents(); 0: not written
    uint32_t part_elements;       // of a print batch: the first of its parts' elements
};

// Writes a paper, or a print batch (joined), to out. False after a diagnostic.
bool writer_run(struct pdf *p, const struct paper *paper, const struct joined *joined,
                struct buf *out);
// Its steps, for booklets.
void writer_begin(struct writer *w, struct pdf *p, const struct paper *paper);
bool writer_resources(struct writer *w);  // false after a diagnostic
void writer_catalog(struct writer *w);
bool writer_save(struct writer *w, struct buf *out);  // false if libharu has failed
// Reports if libharu has failed; false.
bool writer_report(struct writer *w);

// placement.c: content streams, then the numbers of pages and structure; false if libharu has
// failed.
void placement_render(struct writer *w);
bool placement_number_sections(struct writer *w);

// tree.c: the structure tree and the ParentTree; false after a diagnostic.
bool tree_write(struct writer *w);

// pages.c: page dictionaries and the page tree.
void pages_write(struct writer *w);

#endif
