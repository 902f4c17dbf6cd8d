// Public holidays in Norway: the law on the 1st and 17th of May, the law on holidays and the
// peace on them (1995), and the days before Easter that it names.
#ifndef BASE_HOLIDAY_H
#define BASE_HOLIDAY_H

#include "base/date.h"

// Easter Sunday of a year in the Gregorian calendar, from 1583.
struct date holiday_easter(int year);
bool holiday_is(struct date d);
// Whether d is a Monday to Friday and no public holiday.
bool holiday_is_working_day(struct date d);

#endif
