// What a run that makes papers says at its end, on standard output.
#ifndef RUN_RESULTS_H
#define RUN_RESULTS_H

#include "run/run.h"

static inline const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

// All of it: what was made and kept, or the dumps; or that it was stopped.
void results_print(struct run *r);
// How many people have no paper, and why.
void results_print_absences(const struct orders *all);
// What --prune removed.
void results_print_pruned(const struct run *r);

#endif
