// From one period to the next: how far it is, and which day stands for which.
#ifndef PERIOD_SHIFT_H
#define PERIOD_SHIFT_H

#include "model/cycle.h"

struct shift {
    int months;                 // whole years where it can be divided by 12
    struct window before, now;  // the days of the two periods
};

// How far it is from a period with these dates to the next one of that name. The names say it where
// they hold a year, and the part of a year ("2027-1", "2027-2"); else it begins when the other one
// ends. False: by its name it is not later.
bool shift_find(struct shift *out, const char *before, const char *now, const struct window *dates);
// The same weekday of the same ISO week, by which schools and leave go, where it is years; else the
// nearest such weekday. A day within the one period stays within the other.
struct date shift_day(const struct shift *s, struct date d);
// The same, for a window's two days: both working days, the first moved on and the last one back. A
// day that is unset stays so.
struct window shift_window(const struct shift *s, const struct window *w);

#endif
