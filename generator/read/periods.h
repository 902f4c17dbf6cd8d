// Other periods than the cycle's. Their names have no order ("haust-2027" comes after "vaar-2027"),
// and only the cycle's own dates are known: the others' are found in their plans.
#ifndef READ_PERIODS_H
#define READ_PERIODS_H

#include "read/cycle_readers.h"

// Whether there is a plan in plans/PERIOD.
bool periods_hold_plans(struct reader *r, const char *period);
// The latest period before the cycle's that there are plans of; NULL: none is known to be before.
const char *periods_last(struct reader *r);

#endif
