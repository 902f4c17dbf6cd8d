// Threads that share out numbered pieces of work, each piece to one of them, in order.
#ifndef RUN_WORK_H
#define RUN_WORK_H

#include <stdbool.h>
#include <stddef.h>

// Calls make(workers[i], piece) for every piece below count, from `jobs` threads, each with a
// worker of its own. make answers false to stop all of them after the pieces in hand.
void work_run(void *const *workers, int jobs, size_t count,
              bool (*make)(void *worker, size_t task));
int work_cores(void);

#endif
