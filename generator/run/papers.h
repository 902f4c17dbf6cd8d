// The papers of a command: ordered, made by all workers, and told of.
#ifndef RUN_PAPERS_H
#define RUN_PAPERS_H

#include "run/run.h"

// Orders the papers of these documents, for whom the options name.
void papers_order(struct run *r, const char *const *documents, size_t count);
// Makes the papers that are ordered, and the manifest; prints what was done, closes the run and
// answers the exit status.
int papers_make(struct run *r);

#endif
