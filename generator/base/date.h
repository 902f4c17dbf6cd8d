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
bool date_parse(const char *text, struct date *out);  // "2027-01-20"; false if no such day
bool date_parse_datetime(const char *text,
                         struct datetime *out);  // "2027-01-20T09:00" or a day alone
int date_compare(struct date a, struct date b);  // <0, 0, >0
int32_t date_day_number(struct date d);          // days since 1970-01-01
struct date date_from_day_number(int32_t n);
struct date date_add_days(struct date d, int32_t days);
int date_weekday(struct date d);  // 1 Monday … 7 Sunday
// ISO 8601 week; *year (may be NULL) is the week's own year
int date_week(struct date d, int *year);
bool date_from_week(int year, int week, struct date *monday);  // false if the year has no such week

#endif
