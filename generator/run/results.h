// What a run that makes papers says at its end, on standard output.
#ifndef RUN_RESULTS_H
#define RUN_RESULTS_H

#include "run/run.h"

// All of it: what was made and kept, or the dumps; or that it was stopped.
void results_print(struct run *r);
// How many people have no paper, and why.
void results_print_absences(const struct orders *all);
// What --prune removed.
void results_print_pruned(const struct run *r);
// ", 12 pages on 6 sheets" and the line's end.
void results_print_pages(size_t pages, size_t sheets);
// The line that says where all was written, or would have been.
void results_print_where(const struct run *r, const char *where);

#endif
