// Days, weeks and times, read and computed.
#include "base/date.h"

#include <stddef.h>

#include "base/array.h"
#include "base/ascii.h"

// Day numbers after Howard Hinnant's "chrono-compatible low-level date algorithms": years start in
// March.
int32_t date_day_number(struct date d)
{
    int32_t y = d.year - (d.month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t year_of_era = y - era * 400;
    int32_t day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date date_from_day_number(int32_t n)
{
    n += 719468;
    int32_t era = (n >= 0 ? n : n - 146096) / 146097;
    int32_t day_of_era = n - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                           day_of_era / 146096) /
                          365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted = (5 * day_of_year + 2) / 153;
    int32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    int32_t year = year_of_era + era * 400 + (month <= 2);
    return (struct date){(int16_t)year, (int8_t)month,
                         (int8_t)(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

static bool digits(const char *s, int n, int *out)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (!ascii_is_digit(s[i])) return false;
        v = v * 10 + (s[i] - '0');
    }
    *out = v;
    return true;
}

static bool parse_day(const char *s, struct date *out)
{
    int y, m, d;
    if (!digits(s, 4, &y) || s[4] != '-' || !digits(s + 5, 2, &m) || s[7] != '-' ||
        !digits(s + 8, 2, &d))
        return false;
    if (y < 1900 || y > 2999 || m < 1 || m > 12 || d < 1) return false;
    struct date date = {(int16_t)y, (int8_t)m, (int8_t)d};
    struct date same = date_from_day_number(date_day_number(date));
    if (date_compare(same, date) != 0) return false;
    *out = date;
    return true;
}

bool date_parse(const char *text, struct date *out)
{
    struct date d;
    if (!parse_day(text, &d) || text[10]) return false;
    *out = d;
    return true;
}

bool date_parse_datetime(const char *text, struct datetime *out)
{
    struct datetime t = {.hour = -1};
    int h, m;
    if (!parse_day(text, &t.date)) return false;
    const char *s = text + 10;
    if (*s) {
        if ((*s != 'T' && *s != ' ') || !digits(s + 1, 2, &h) || s[3] != ':' ||
            !digits(s + 4, 2, &m))
            return false;
        s += 6;
        if (s[0] == ':' && s[1] == '0' && s[2] == '0') s += 3;
        if (*s || h > 23 || m > 59) return false;
        t.hour = (int8_t)h;
        t.minute = (int8_t)m;
    }
    *out = t;
    return true;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year) return COMPARE(a.year, b.year);
    if (a.month != b.month) return COMPARE(a.month, b.month);
    return COMPARE(a.day, b.day);
}

struct date date_add_days(struct date d, int32_t days)
{
    return date_from_day_number(date_day_number(d) + days);
}

int date_weekday(struct date d)
{
    int32_t n = (date_day_number(d) + 3) % 7;  // 1970-01-01 was a Thursday
    return (int)(n < 0 ? n + 7 : n) + 1;
}

int date_week(struct date d, int *year)
{
    int32_t n = date_day_number(d);
    // a week belongs to its Thursday's year
    struct date thursday = date_from_day_number(n - (date_weekday(d) - 4));
    if (year) *year = thursday.year;
    return (int)(date_day_number(thursday) - date_day_number((struct date){thursday.year, 1, 1})) /
               7 +
           1;
}

bool date_from_week(int year, int week, struct date *monday)
{
    if (year < 1900 || year > 2999 || week < 1 || week > 53) return false;
    struct date fourth = {(int16_t)year, 1, 4};  // always in week 1
    struct date d = date_add_days(fourth, 1 - date_weekday(fourth) + (week - 1) * 7);
    int own;
    if (date_week(d, &own) != week || own != year) return false;
    *monday = d;
    return true;
}
