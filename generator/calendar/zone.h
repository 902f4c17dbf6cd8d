// The time zone of a cycle: Europe/Oslo. Its rules are written here and into every file, so that
// the machine's own time zone data do not matter.
#ifndef CALENDAR_ZONE_H
#define CALENDAR_ZONE_H

#include <libical/ical.h>
#include <stdbool.h>

#include "base/date.h"

#define ZONE_NAME "Europe/Oslo"

icalcomponent *zone_component(void);  // a VTIMEZONE; the caller owns it

// The local time so many minutes later. False where local time is ambiguous: in the hour that comes
// twice when summer time ends, a time by itself is the first of the two.
bool zone_add_minutes(struct datetime from, int minutes, struct datetime *to);

#endif
