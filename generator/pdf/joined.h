// A print batch as one document: the sections of all its papers in a row, with a blank page
// wherever a paper would begin on the back of a sheet. The content streams of a shared section are
// in the file once, however many papers show it; each recipient's papers are below one structure
// element and one bookmark.
#ifndef PDF_JOINED_H
#define PDF_JOINED_H

#include "pdf/outline.h"
#include "pdf/writer.h"

struct joined_start {  // where a paper begins: by indexes from 0
    size_t part, paper, section, page;
};

struct joined {
    const struct paper_batch *batch;
    struct paper paper;  // of all sections
    size_t *parts;       // by section: the batch's part that it is in
    size_t *originals;   // by section: the first one with the same address
    struct joined_start *starts;
    size_t start_count, start_room;
};

// In arena a; the batch must outlive it.
struct joined *joined_new(struct arena *a, const struct paper_batch *batch);

// Steps of writer_run(); those of all documents do nothing where w is not joined.

// The first placed section with the same streams; p itself where no other is joined.
const struct placed_section *joined_original(const struct writer *w,
                                             const struct placed_section *p);
// Whether the section is a blank page for the back of a sheet: it has no structure.
bool joined_is_blank(const struct writer *w, const struct placed_section *p);
uint32_t joined_blank_parents(struct writer *w);  // the number of its array in the ParentTree
// Writes the structure of section i. False if an element has more kids than an array may.
bool joined_structure(struct writer *w, size_t i);
// Writes an element for each part, and the Document element's kids to out. False likewise.
bool joined_root(struct writer *w, struct buf *out);
// Adds the bookmarks above those of section i, and sets how o takes these.
void joined_add_bookmark(const struct joined *j, struct outline *o, struct writer *w, size_t i);
void joined_page_labels(const struct joined *j, struct writer *w);
// how: the /Duplex entry, which a print dialogue offers.
void joined_set_duplex(struct writer *w, const char *how);

#endif
