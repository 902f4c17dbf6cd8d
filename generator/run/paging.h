// Paging: on which pages of a paper its sections stand, and the references to them.
#ifndef RUN_PAGING_H
#define RUN_PAGING_H

#include "base/arena.h"
#include "model/doc.h"

struct paging_section {
    const char *id;  // by which its pages are referred to; NULL: nobody does
    size_t pages;    // how many it has
    bool sheet;      // on sheets of its own: it begins on a front side, as does what follows it
    bool back;       // stands only where a back would be empty
    bool spread;     // begins on a back side, but at the beginning of a paper
    size_t first;    // found: its first page, from 1
    bool left_out;   // found
};
struct paging_words {           // of the document's language
    const char *one, *several;  // "side {page}", "side {page}–{last}"
};

// Finds where the sections stand.
void paging_place(struct paging_section *list, size_t count);
// Whether the document refers to pages.
bool paging_refers(const struct doc_node *doc);
// Writes into the document's references the pages of the sections that they name, from the first
// such section's first page to the last one's last. A section that is not there has none. Whether
// that has changed a text. Texts are made in arena a.
bool paging_fill(struct arena *a, struct doc_node *doc, const struct paging_section *list,
                 size_t count, const struct paging_words *words);

#endif
