// Progress on a terminal: one line on standard error with a rate and the time left, at most ten times a second.
// Elsewhere it is silent. Safe from several threads.
#ifndef BATCH_METER_H
#define BATCH_METER_H

#include <stdbool.h>
#include <stddef.h>

struct meter;
struct meter *meter_new(size_t total, bool quiet);
void meter_step(struct meter *p);
void meter_end(struct meter *p);  // wipes the line and frees

#endif
