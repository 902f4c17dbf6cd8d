// Papers, made: a worker for each thread composes, lays out, renders and writes.
#ifndef RUN_PAPERS_H
#define RUN_PAPERS_H

#include "pdf/pdf.h"
#include "run/run.h"

struct worker {  // one thread's
    struct run *run;
    struct diags *diags;  // its own, to know whether making one paper has reported anything
    struct layout *layout;
    struct pdf *pdf;
    struct arena paper;      // of the paper that is being made
    struct arena shared;     // of `sections`
    struct map sections;     // key → a section that stands in many papers
    size_t drafts;           // papers composed so far
    size_t drafts_at_reset;  // of them, before `shared` was emptied
    struct buf bytes, inputs, dump;
};

// The run is open, and its dependencies are known.
struct worker *papers_worker_new(struct run *r);
// Reports what was wrong to the run.
void papers_worker_free(struct worker *w);
// The paper in w->paper, but for its shared sections; what it was made from, as hashes, in
// w->inputs. For --dump doc its text is appended to w->bytes. Without sections where nothing of it
// is for this one.
struct paper *papers_compose(struct worker *w, const struct template *t, const struct order *order,
                             const struct paper_names *names);
// Writes w->bytes, made from w->inputs, to the output folder; lists and counts the file. False
// after a diagnostic.
bool papers_write_file(struct worker *w, struct manifest_entry e);
// Appends the paper as --dump paper prints it.
void papers_dump(struct worker *w, const struct paper *paper, struct buf *out);

// Whether the sections that papers share take too much memory.
bool papers_worker_is_full(const struct worker *w);
// Between two papers: forgets them. caches: what they share, too; then no paper that is still
// needed may point to it.
void papers_worker_reset(struct worker *w, bool caches);

// Orders the papers of these documents, for whom the options name.
void papers_order(struct run *r, const char *const *documents, size_t count);
// Makes the papers that are ordered, and the manifest; prints what was done, closes the run and
// answers the exit status.
int papers_make(struct run *r);

#endif
