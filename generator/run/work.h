// Threads that share out numbered tasks, each task to one of them, in order.
#ifndef RUN_WORK_H
#define RUN_WORK_H

#include <stdbool.h>
#include <stddef.h>

// Calls make(workers[i], task) for every task below count, from `jobs` threads, each with a worker
// of its own. Where make answers false, all stop after the tasks in hand. A thread that cannot be
// started is done without.
void work_run(void *const *workers, int jobs, size_t count,
              bool (*make)(void *worker, size_t task));
// How many processors there are, at most 256.
int work_cores(void);

#endif
