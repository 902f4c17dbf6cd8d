// Progress on a terminal: one line on standard error with a rate and the time left, at most ten times a second.
// Elsewhere it is silent. Safe from several threads.
#ifndef BATCH_PROGRESS_H
#define BATCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress;
struct progress *progress_new(size_t total, bool quiet);
void progress_step(struct progress *p);
void progress_end(struct progress *p);  // wipes the line and frees

#endif
