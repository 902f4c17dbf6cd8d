// Delivering: a leader's own cycle → days, statuses and counts for HR. No text of a plan is in the
// result: see model/delivered.h.
#ifndef LEADER_DELIVER_H
#define LEADER_DELIVER_H

#include "base/arena.h"
#include "model/cycle.h"
#include "model/delivered.h"

// Lives in the arena. People whose plan has errors are left out.
struct delivered deliver_make(struct arena *a, const struct cycle *c);

#endif
