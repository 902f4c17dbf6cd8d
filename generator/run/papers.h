// The papers of a command: ordered, made by all workers, and told of.
#ifndef RUN_PAPERS_H
#define RUN_PAPERS_H

#include "run/run.h"

// Orders the papers that the command makes, for whom the options name.
void papers_order(struct run *r);
// Where the calendar that goes with a pack or a leader's pack is, below the output folder, in arena
// a; NULL: none does.
const char *papers_calendar_path(const struct run *r, const struct order *o, struct arena *a);
struct calendar_titles papers_calendar_titles(const struct run *r, const char *language);
// Makes the papers that are ordered, and the manifest; prints what was done, closes the run and
// answers the exit status.
int papers_make(struct run *r);

#endif
