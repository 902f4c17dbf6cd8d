// What the commands of the pipeline share: a run, opened, used and closed. Only pipeline*.c include this.
#ifndef PIPELINE_RUN_H
#define PIPELINE_RUN_H

#include <pthread.h>
#include <stdio.h>

#include "batch/manifest.h"
#include "batch/meter.h"
#include "batch/orders.h"
#include "calendar/calendar.h"
#include "compose/compose.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "type/type.h"

struct run {  // what a command works on; read-only once it is open, but for what is behind the lock
    const struct options *options;
    struct diags *diags;
    struct arena arena;
    struct cycle *cycle;
    struct template_set *template_set;
    struct templates *templates;
    struct fonts *fonts;
    struct type *type;
    struct layout_style style[2];  // normal, large print
    uint8_t key[HASH_SIZE];        // of input hashes: from samtale.yaml, which only the organisation has

    struct meter *meter;
    pthread_mutex_t lock;
    struct manifest *manifest;
    struct orders orders;
    struct buf *dumps;  // per order, printed at the end
    struct tally {
        size_t papers, pages, sheets;
    } *tallies;  // per document of the command
    const char *const *documents;
    size_t document_count;
    struct calendar calendar;  // without a cycle: the command makes none
    size_t calendars;
};

// ---- pipeline_run.c

// Reads the templates; the folder of the program's own templates and fonts, NULL after a diagnostic.
const char *run_begin(struct run *r, const struct options *o);
const char *const *run_languages(struct run *r, size_t *count);
// plans: whether they are read too; else whoever wants them reads one after the other.
bool run_open(struct run *r, const struct options *o, bool plans);
// Everything read, the selectors known to name somebody and the fonts open; else the exit status is in *status, and the
// run is closed.
bool run_ready(struct run *r, const struct options *o, bool plans, int *status);
// Prints what was wrong, gives everything back and answers the exit status.
int run_close(struct run *r, FILE *to);
int run_dump_cycle(struct run *r);          // and closes
int run_wrong_command_line(struct run *r);  // and closes
struct date run_paper_date(const struct run *r);

// ---- pipeline_papers.c

struct worker {  // one thread's
    struct run *run;
    struct layout *layout;
    struct pdf *pdf;
    struct arena paper;   // one paper's
    struct arena shared;  // as long as `sections`
    struct map sections;  // key → a section that stands in many papers
    struct buf bytes, inputs, dump;
};

struct worker *worker_new(struct run *r);
void worker_free(struct worker *w);
// The paper in w->paper, but for its shared sections; what it was made from, as hashes, in w->inputs. For --dump doc its
// text is appended to w->bytes. Without sections where nothing of it is for this one.
struct paper *worker_compose(struct worker *w, const struct template *t, const struct order *order);
// Writes w->bytes, made from w->inputs, to the output folder; lists and counts the file. False after a diagnostic.
bool worker_keep(struct worker *w, struct manifest_entry e);
// Between two papers: lets go of them, and of shared sections when they have become too many (worker_is_full()).
void worker_tidy(struct worker *w);
bool worker_is_full(const struct worker *w);

void run_say_absent(const struct orders *all);

// Makes the papers of r->orders and the manifest, prints what was done, closes and answers the exit status.
int run_make_papers(struct run *r);

#endif
