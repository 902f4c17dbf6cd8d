// A run of a command: what goes into it, what comes out of it, and its opening and closing.
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <stdio.h>

#include "calendar/calendar.h"
#include "output/output.h"
#include "run/dependencies.h"
#include "run/inputs.h"
#include "run/orders.h"
#include "run/partition.h"
#include "run/progress.h"

struct run {
    struct options own;             // what the command line says, with ids in the place of names
    const struct options *options;  // the same
    struct diags *diags;
    struct arena arena;    // of all that lasts as long as the run
    struct inputs inputs;  // read-only once it is open
    struct output output;
    struct partition partition;  // of a shard
    struct orders orders;
    struct dependencies *dependencies;  // NULL: not known yet
    struct calendar calendar;           // without a cycle: the command makes none
    struct progress_display *progress;
    bool (*finish)(
        struct run *r);  // when all papers are there: what lists them; NULL: nothing does
    bool is_reported;    // by run_report()
    bool has_wrong_command_line;
    struct buf *dumps;  // with --dump: one per order, printed at the end
};

// A run that has read nothing yet; it stays where it is. The options' texts live as long as it.
void run_begin(struct run *r, const struct options *o);
// Puts ids and names of documents in the place of what people may write for them on the command
// line, as far as that is certain.
void run_resolve_names(struct run *r, const struct cycle *c);
// Reads what `parts` (of enum inputs_part) says. False: no papers can be made; diagnostics say why,
// and what could be understood is in r->inputs. What makes no papers does not quote plans.
bool run_read(struct run *r, unsigned parts);
// Both, and knows that the options' selectors name somebody; with INPUTS_FONTS opens the fonts.
// False: the run is closed, and *status is the exit status.
bool run_open(struct run *r, const struct options *o, unsigned parts, int *status);

// Prints what was wrong, on `to`; once.
void run_report(struct run *r, FILE *to);
// Prints what was wrong, on `to`, gives everything back and answers the exit status.
int run_close(struct run *r, FILE *to);
int run_close_with_dump(struct run *r);           // after the cycle as text, on standard output
int run_close_wrong_command_line(struct run *r);  // after a sentence on standard error

// How many threads, as --jobs says, and no more than there are tasks.
int run_job_count(const struct run *r, size_t tasks);
// Until progress_end().
void run_begin_progress(struct run *r, size_t total);

#endif
