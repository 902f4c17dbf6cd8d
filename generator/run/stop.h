// Stopping by a signal: Ctrl-C, a closed terminal, a shutdown. Before papers are made the program
// ends at once; then it stops after the papers in hand, so that the manifest can tell of them:
// within a second at the latest, or at the second signal. It may be killed at any moment: see
// output/manifest.h.
#ifndef RUN_STOP_H
#define RUN_STOP_H

#include <stdbool.h>
#include <stddef.h>

// Once, before there are threads. Signals that are ignored stay ignored.
void stop_listen(void);
// Signals end the program again as they always do.
void stop_listen_no_more(void);
// From here on papers are made: so many of so many are.
void stop_count(size_t made, size_t of);
// From here on changes are waited for: that is what is stopped.
void stop_watching(void);
void stop_made(void);   // one more is; from any thread
bool stop_asked(void);  // whether a signal has come; from any thread
int stop_status(void);  // the exit status of a run that was stopped: 128 + the signal
// The sentence that says so, on standard error; the first call only.
void stop_report(void);

#endif
