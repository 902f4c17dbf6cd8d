// doc → paper: line breaking, blocks, tables, pages. Knows no person and no PDF.
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "base/arena.h"
#include "model/doc.h"
#include "model/paper.h"
#include "type/type.h"

struct layout_options {  // what a run of the program is set with
    mpt page_width, page_height;
    bool large;  // 16 pt body, one column where two would be cramped
    bool flat;   // for paper only: without fields
};

struct layout;      // one thread's: shaper, scratch, what has been set before
struct hyphenator;  // hyphenate.h
struct layout *layout_new(struct diags *d, const struct typefaces *t, struct hyphenator *h);
void layout_free(struct layout *l);
void layout_trim(struct layout *l);  // between documents

// Lays out one DOC_SECTION in the given language; the result and all it points to live in arena a
// (the node must too).
struct paper_section *layout_section(struct layout *l, struct arena *a,
                                     const struct layout_options *options,
                                     const struct doc_node *section, const char *language);

// Header and footer of every page of a paper whose sections are in place: fills paper->margins.
struct margin_text {
    const char *marking;       // "Personlig – for NN og leder"
    const struct image *logo;  // on the first page, before the organisation; NULL: none
    const char *organisation;  // left in the header
    const char *document;      // right in the header
    const char *page_format;   // "Side {page} av {pages}"
    bool large;                // as layout_options says
};
void margins_typeset(struct layout *l, struct arena *a, struct paper *paper,
                     const struct margin_text *m);

#endif
