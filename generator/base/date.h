// Days of the Gregorian calendar, without time zones: a cycle's dates are days where its people
// are.
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct date {  // {0}: no date
    int16_t year;
    int8_t month, day;  // from 1
};

struct datetime {
    struct date date;
    int8_t hour, minute;  // hour -1: the day only
};

static inline bool date_is_set(struct date d)
{
    return d.year != 0;
}
// "2027-01-20", of the years 1900 to 2999. False, with *out as it was, if there is no such day.
bool date_parse(const char *text, struct date *out);
// The same of "2027-01-20T09:00", or of a day alone.
bool date_parse_datetime(const char *text, struct datetime *out);
int date_compare(struct date a, struct date b);  // -1, 0, 1
int32_t date_day_number(struct date d);          // days since 1970-01-01
struct date date_from_day_number(int32_t n);
struct date date_add_days(struct date d, int32_t days);
int date_weekday(struct date d);  // 1 Monday … 7 Sunday
// The ISO 8601 week, from 1. *year (may be NULL): the year that the week belongs to.
int date_week(struct date d, int *year);
// The week's Monday; false if the year has no such week.
bool date_from_week(int year, int week, struct date *monday);

#endif
