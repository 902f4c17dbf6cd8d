// What a report is about.
#ifndef COMPOSE_VALUES_REPORT_H
#define COMPOSE_VALUES_REPORT_H

#include "compose/values/value.h"

// The unit whose report it is: the root for that of the organisation.
const struct unit *values_report_unit(const struct env *e);

struct report_room {  // what of each kind stands on a report's first page
    size_t points, units, areas, needs;
};
// With the environment's `left_out` taken away.
struct report_room values_report_room(const struct env *e);

#endif
