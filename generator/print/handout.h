// A handout: what one recipient gets of a print batch, in one envelope.
#ifndef PRINT_HANDOUT_H
#define PRINT_HANDOUT_H

#include "run/worker.h"

struct handout {
    struct arena arena;  // of its papers
    const struct order *const *orders;
    size_t order_count;
    const struct paper **papers;  // [0]: the slip sheet, NULL where there is none; then the others
    const struct paper **apart;   // beside them: what a booklet leaves out of each; NULL: nothing
    const char **documents;       // beside them: what each is
    size_t paper_count;           // with papers[0]
    size_t pages;                 // with the slip sheet, and with the blank backs
    size_t apart_pages;
    struct buf inputs;  // hashes of what the papers were made from
};

// Makes the papers of h->orders. False: nothing of the documents is for this recipient.
bool handout_make(struct worker *w, struct handout *h);
void handout_free(struct handout *h);

// The pages of a paper with the blank backs that let each copy begin on a front side.
size_t handout_pages(const struct paper *p);
// The sheets for so many pages.
size_t handout_sheets(const struct options *o, size_t pages);

#endif
