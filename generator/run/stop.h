// Stopping by a signal: Ctrl-C, a closed terminal, a shutdown. Before a run makes anything it ends
// at once; then it stops after the papers in hand, so that what is said of them can be written
// down; within a second at the latest, or at the second signal. It may be ended at any moment: see
// manifest.h.
#ifndef RUN_STOP_H
#define RUN_STOP_H

#include <stdbool.h>
#include <stddef.h>

// once, before there are threads; ignored signals stay ignored
void stop_listen(void);
// from here on papers are made; also how many are, as they are
void stop_count(size_t made, size_t of);
void stop_made(void);   // from any thread: one more is
bool stop_asked(void);  // from any thread
// the exit status of a run that was stopped: 128 + the signal
int stop_status(void);
void stop_report(void);  // the sentence, on standard error, once

#endif
