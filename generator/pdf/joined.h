// A print batch as one document: the sections of all its papers one after the other, with a blank
// page wherever the next paper would begin on the back of a sheet. What sections share is in the
// file once, however many people get it; each recipient's papers stand below one element and one
// bookmark.
#ifndef PDF_JOINED_H
#define PDF_JOINED_H

#include "pdf/outline.h"
#include "pdf/writer.h"

struct joined_start {  // where a paper begins
    size_t part, paper, section, page;
};

struct joined {
    const struct paper_batch *batch;
    struct paper paper;  // all of it
    size_t *parts;       // by section: the part that it is in
    size_t *originals;   // by section: the first one that is the same
    struct joined_start *starts;
    size_t start_count, start_room;
};

// In arena a; the batch must outlive it.
struct joined *joined_new(struct arena *a, const struct paper_batch *batch);

// Steps of writer_run(), for section i.
// the first that is the same: its streams are p's
const struct placed_section *joined_original(const struct writer *w,
                                             const struct placed_section *p);
// a page for the back of a sheet: no structure
bool joined_is_blank(const struct writer *w, const struct placed_section *p);
// what the ParentTree has for it
uint32_t joined_blank_parents(struct writer *w);
bool joined_structure(struct writer *w, size_t i);  // false if it is too large
// the kids of the Document element; false likewise
bool joined_root(struct writer *w, struct buf *out);
void joined_add_bookmark(const struct joined *j, struct outline *o, struct writer *w, size_t i);
void joined_page_labels(const struct joined *j, struct writer *w);
void joined_set_duplex(struct writer *w, const char *how);  // what a print dialogue should offer

#endif
