// Days of one period, and what they become in the next.
#include "period/shift.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/holiday.h"

enum { YEAR = 12 };  // months

// ---- Months

static int days_in_month(int year, int month)
{
    struct date first = {(int16_t)year, (int8_t)month, 1};
    struct date next = {(int16_t)(month == YEAR ? year + 1 : year),
                        (int8_t)(month == YEAR ? 1 : month + 1), 1};
    return date_day_number(next) - date_day_number(first);
}

// The same day of another month, or its last.
static struct date add_months(struct date d, int months)
{
    int month = d.year * YEAR + d.month - 1 + months;
    int year = month / YEAR, last = days_in_month(year, month % YEAR + 1);
    return (struct date){(int16_t)year, (int8_t)(month % YEAR + 1),
                         (int8_t)(d.day < last ? d.day : last)};
}

// The last day of a period is the one before the next begins.
static struct date add_months_to_last(struct date d, int months)
{
    return date_add_days(add_months(date_add_days(d, 1), months), -1);
}

// ---- Names

struct period_name {
    int year;  // the first four digits; 0: there are none
    int part;  // one or two digits behind it that are no year's end; 0: there are none
    const char *name, *rest;  // rest: behind the year
};

// "2026-27" names one school year, "2027-1" a half of one.
static struct period_name read_name(const char *name)
{
    struct period_name out = {.name = name, .rest = name};
    for (const char *s = name; *s; s++) {
        size_t digits = strspn(s, "0123456789");
        if (digits == 4 && !out.year) {
            out.year = atoi(s);
            out.rest = s + digits;
        } else if (digits && digits <= 2 && out.year && !out.part) {
            int number = atoi(s);
            out.part = number == (out.year + 1) % 100 ? 0 : number;
        }
        if (digits) s += digits - 1;
    }
    return out;
}

// How many months it lasts, as far as that can be said.
static int months_of(const struct window *dates)
{
    enum { DAYS = 365 };
    int days = date_day_number(dates->to) - date_day_number(dates->from) + 1;
    int months = (days * YEAR + DAYS / 2) / DAYS;
    return months > 0 ? months : 1;
}

// Whether only the year differs.
static bool is_same_part(const struct period_name *a, const struct period_name *b)
{
    size_t n = (size_t)(a->rest - a->name);
    return n == (size_t)(b->rest - b->name) && !strncmp(a->name, b->name, n > 4 ? n - 4 : 0) &&
           !strcmp(a->rest, b->rest);
}

static int months_between(const struct period_name *a, const struct period_name *b, int length)
{
    if (!a->year || !b->year) return length;
    int years = (b->year - a->year) * YEAR;
    if (a->part && b->part) return years + (b->part - a->part) * length;
    if (length >= YEAR || (years && is_same_part(a, b))) return years;
    return years > 0 ? years - YEAR + length : years + length;  // "haust-2027", "vaar-2028"
}

bool shift_find(struct shift *out, const char *before, const char *now, const struct window *dates)
{
    struct period_name a = read_name(before), b = read_name(now);
    *out = (struct shift){.months = months_between(&a, &b, months_of(dates)), .before = *dates};
    if (out->months <= 0) return false;
    out->now.from = add_months(dates->from, out->months);
    out->now.to = add_months_to_last(dates->to, out->months);
    return true;
}

// ---- Days

static struct date same_week(struct date d, int years)
{
    int year, week = date_week(d, &year);
    struct date monday;
    if (!date_from_week(year + years, week, &monday))
        date_from_week(year + years, week - 1, &monday);  // no 53rd
    return date_add_days(monday, date_weekday(d) - 1);
}

static struct date same_weekday(struct date d, int months)
{
    struct date near = add_months(d, months);
    int days = (date_weekday(d) - date_weekday(near) + 7) % 7;
    return date_add_days(near, days > 3 ? days - 7 : days);
}

static bool is_within(const struct window *w, struct date d)
{
    return date_compare(w->from, d) <= 0 && date_compare(d, w->to) <= 0;
}

struct date shift_day(const struct shift *s, struct date d)
{
    if (!date_is_set(d)) return d;
    struct date day = s->months % YEAR ? same_weekday(d, s->months)
                                       : same_week(d, s->months / YEAR);
    if (!is_within(&s->before, d)) return day;
    if (date_compare(day, s->now.from) < 0) return s->now.from;
    return date_compare(day, s->now.to) > 0 ? s->now.to : day;
}

static struct date to_working_day(struct date d, int step)
{
    while (date_is_set(d) && !holiday_is_working_day(d)) d = date_add_days(d, step);
    return d;
}

// A window that begins behind a holiday begins that day in another year, within the same week.
static struct date before_holiday(const struct shift *s, struct date d, int step)
{
    if (!date_is_set(d) || date_weekday(d) > 5) return d;
    for (struct date next = date_add_days(d, step);
         holiday_is(next) && date_weekday(next) <= 5 && is_within(&s->before, next);
         next = date_add_days(d, step))
        d = next;
    return d;
}

struct window shift_window(const struct shift *s, const struct window *w)
{
    struct date from = before_holiday(s, w->from, -1), to = before_holiday(s, w->to, 1);
    struct window out = {.from = to_working_day(shift_day(s, from), 1),
                         .to = to_working_day(shift_day(s, to), -1)};
    if (date_is_set(out.to) && date_compare(out.to, out.from) < 0) out.to = out.from;
    return out;
}
