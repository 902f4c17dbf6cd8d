// Public holidays: five of a fixed date, and seven that follow Easter.
#include "base/holiday.h"

#include <stddef.h>

#include "base/array.h"

// The algorithm that Nature published anonymously in 1876, as Meeus gives it in Astronomical
// Algorithms (1991), with his letters.
struct date holiday_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
    int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return (struct date){(int16_t)year, (int8_t)(n / 31), (int8_t)(n % 31 + 1)};
}

bool holiday_is(struct date d)
{
    static const struct {
        int8_t month, day;
    } fixed[] = {{1, 1}, {5, 1}, {5, 17}, {12, 25}, {12, 26}};
    // Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday
    static const int moving[] = {-3, -2, 0, 1, 39, 49, 50};
    for (size_t i = 0; i < COUNT(fixed); i++)
        if (d.month == fixed[i].month && d.day == fixed[i].day) return true;
    int after = date_day_number(d) - date_day_number(holiday_easter(d.year));
    for (size_t i = 0; i < COUNT(moving); i++)
        if (after == moving[i]) return true;
    return false;
}

bool holiday_is_working_day(struct date d)
{
    return date_weekday(d) <= 5 && !holiday_is(d);
}
