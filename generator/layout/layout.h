// Laying out: a document's section becomes pages of a paper, with line breaking, blocks, tables and
// pages. Knows no person and no PDF.
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

struct layout;      // one thread's: its shaper, caches and scratch memory
struct hyphenator;  // see hyphenator.h

// Diagnostics go to d. The typefaces and the hyphenator may be shared with other threads; all three
// outlive the layout.
struct layout *layout_new(struct diags *d, const struct typefaces *t, struct hyphenator *h);
void layout_free(struct layout *l);
// Between two papers: empties each cache that has grown too large. No section points into them.
void layout_trim(struct layout *l);

// Lays out one DOC_SECTION in the given language (BCP 47). The result and all it points to live in
// arena a, or with the node, which must live as long. Characters that no face has are reported, and
// printed as their numbers.
struct paper_section *layout_section(struct layout *l, struct arena *a,
                                     const struct layout_options *options,
                                     const struct doc_node *section, const char *language);

struct margin_text {          // what stands in the header and the footer
    const char *marking;      // "Personlig – for NN og leder"
    const char *no_health;    // below it, on pages with places to write; NULL: nowhere
    const char *form;         // the whole document's form number, "EV-2"; NULL: it has none
    const char *sheet_front;  // "Ark {sheet}, forside", of sheets that a form has of its own
    const char *sheet_back;
    const struct image *logo;  // on the first page, before the organisation; NULL: none
    const char *organisation;  // left in the header
    const char *document;      // right in the header
    const char *page_format;   // "Side {page} av {pages}"
    bool large;                // as layout_options says
};
// Sets the header and footer of every page of a paper whose sections are in place: fills
// paper->margins, in arena a.
void margins_typeset(struct layout *l, struct arena *a, struct paper *paper,
                     const struct margin_text *m);

#endif
