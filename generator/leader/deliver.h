// A leader's own cycle → what is delivered of it: days, statuses and counts. No text of a plan gets
// further than here: see model/delivered.h.
#ifndef LEADER_DELIVER_H
#define LEADER_DELIVER_H

#include "base/arena.h"
#include "model/cycle.h"
#include "model/delivered.h"

// organisation: an id made of its name; what is no id is left out and known by the root unit's.
// Lives in the arena. People whose plan is broken are not in it.
struct delivered deliver_make(struct arena *a, const struct cycle *c, const char *organisation);

#endif
