// Goals and measures that are not there yet: what the empty rows of a form are about, so that what
// is written into them has a place in the plan. All of them are made in the environment's arena.
#ifndef COMPOSE_VALUES_BLANK_H
#define COMPOSE_VALUES_BLANK_H

#include "compose/values/value.h"

// Whether there are blank items of this type: of goals only.
bool blank_has_items(enum value_type type);
// The nth blank item, from 1, of the list at ref. Different lists have different ids.
const void *blank_item(const struct env *e, const struct value_ref *ref, size_t n);

// Behind the plan's goals: one more goal, and measures of a goal (a list of count). Ids count on
// from the highest number in the plan's ids, so that no other row has them.
const void *blank_goal(const struct env *e);
struct value blank_measures(const struct env *e, const void *goal, size_t count);

#endif
