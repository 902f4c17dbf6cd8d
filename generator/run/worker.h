// One thread's part of a run: it composes and lays out one paper after the other, and keeps the
// sections that stand in many of them.
#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include "layout/layout.h"
#include "pdf/pdf.h"
#include "run/run.h"

struct worker {
    struct run *run;
    struct diags *diags;  // its own, to know whether making one paper has reported anything
    struct layout *layout;
    struct pdf *pdf;
    struct arena paper;      // of the paper that is being made
    struct arena shared;     // of `sections`
    struct map sections;     // key → a section that stands in many papers
    size_t drafts;           // papers begun so far
    size_t followed_up;      // sheets of a next follow-up that nobody needs: all have been held
    size_t drafts_at_reset;  // of them, before `shared` was emptied
    struct buf bytes;        // of the file that is being made
    struct buf inputs;       // what that file is made from, as hashes
    size_t content_at;       // where in them, behind how it looks, what it says begins
    struct buf dump;
};

// The run is open, and its dependencies are known.
struct worker *worker_new(struct run *r);
// Reports to the run what was wrong.
void worker_free(struct worker *w);
// Says nothing of it.
void worker_discard(struct worker *w);

// Whether the worker keeps so much that it should start over.
bool worker_is_full(const struct worker *w);
// Between two papers: forgets the one that was made. caches: starts over, too; no paper that is
// still needed may point to a shared section.
void worker_reset(struct worker *w, bool caches);

struct draft_section;
struct paper_draft {  // a paper that is being made, in the worker's arena `paper`
    size_t number;    // of the worker's, from 1
    const struct order *order;
    struct paper_names names;
    const struct template *template;
    uint8_t key[HASH_SIZE];  // of its dependencies
    struct paper paper;
    struct margin_text margins;
    struct section_plan *plans;
    struct draft_section **sections;  // of the plans
    size_t left_out;                  // of a report's first page, so that it is one
    size_t count;  // of sections; 0: nothing of the document is for this one, and no paper is made
};

struct paper_draft worker_draft(struct worker *w, const struct template *t,
                                const struct order *order, const struct paper_names *names);
// Composes the sections. What the paper is made from is then in w->inputs; with --dump doc its text
// is appended to w->bytes.
void worker_compose(struct worker *w, struct paper_draft *d);
// Lays out what worker_compose() has composed. Whether making the paper has reported anything.
bool worker_lay_out(struct worker *w, struct paper_draft *d);
// Both; the paper lives until worker_reset().
struct paper *worker_make(struct worker *w, const struct template *t, const struct order *order,
                          const struct paper_names *names);
// The keyed hash of what the last paper says, however it looks.
void worker_hash_content(const struct worker *w, uint8_t out[HASH_SIZE]);
// Appends the hash of what the last paper was made from.
void worker_add_inputs(const struct worker *w, struct buf *to);
// Appends the paper as --dump paper prints it.
void worker_dump(struct worker *w, const struct paper *paper, struct buf *out);

#endif
