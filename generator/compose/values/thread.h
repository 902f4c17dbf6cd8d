// Threads: what a focus area or a goal supports, up to the organisation's own focus areas.
#ifndef COMPOSE_VALUES_THREAD_H
#define COMPOSE_VALUES_THREAD_H

#include "compose/values/value.h"

// The same focus area in the document's language, where its unit has written it in that too; else
// p itself.
const struct priority *values_thread_priority_in_language(const struct env *e,
                                                          const struct priority *p);
// A phrase, "Supports the focus area «A»": what a focus area names itself. Unset: nothing.
struct value values_thread_supports(const struct env *e, const struct priority *p);
// A phrase: the titles of the focus areas that a goal supports. Unset: there are none.
struct value values_thread_of_goal(const struct env *e, const struct goal *g);
// A phrase: these and those that they support in turn, up to the root.
struct value values_thread_to_root(const struct env *e, const struct goal *g);

#endif
