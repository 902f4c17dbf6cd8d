// What is held too long, and what is held of one person.
#ifndef HELD_FIND_H
#define HELD_FIND_H

#include "held/held.h"

// All that is older than `keep:` allows on the search's day.
void find_too_old(struct held *h);
// All that is held of one person, by id, and what is of others and may name them.
void find_of_person(struct held *h, const char *id);
// Warns of what find_too_old() has found: one sentence for each kind and period.
void find_warn(const struct held *h);
// What no command can reach: a text each, in the search's arena. id: of whom; NULL: of anybody.
size_t find_out_of_reach(struct held *h, const char *id, const char **out[]);

#endif
