// What is held too long, or of one person, as commands look for it and say it.
#ifndef COMMANDS_HELD_H
#define COMMANDS_HELD_H

#include "held/held.h"
#include "run/run.h"

// What the manifest calls the JSON of samtale person.
#define HELD_DATA "person-data"

// A search in a run's cycle, by its day, or today.
struct held held_begin(struct run *r);
// Warns of what is held too long, for those who only look.
void held_warn_of_old(struct run *r);
// All that is found: a line for each kind and period, or in JSON for each thing. gone: what has
// been removed; NULL: nothing was to be.
void held_print(const struct run *r, const struct held *h, const bool *gone);
// Why some of it is not removed.
void held_print_refused(const struct run *r, const struct held *h);
// What is out of reach, and what was done; how: the command that does it.
void held_print_end(const struct run *r, struct held *h, bool removes, size_t count,
                    const char *how);

#endif
