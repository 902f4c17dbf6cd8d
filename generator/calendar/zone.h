// The clock of the people in a cycle: Europe/Oslo. Its rules stand here and in every file, so that
// the machine's own list of time zones matters to neither.
#ifndef CALENDAR_ZONE_H
#define CALENDAR_ZONE_H

#include <libical/ical.h>
#include <stdbool.h>

#include "base/date.h"

#define ZONE_NAME "Europe/Oslo"

icalcomponent *zone_component(void);  // a VTIMEZONE, the caller's

// The time on the clock so many minutes later. False where the clock cannot tell: in the hour that
// it shows twice when summer time ends, a time by itself is the first of the two.
bool zone_add_minutes(struct datetime from, int minutes, struct datetime *to);

#endif
