// The rules of Europe/Oslo: the VTIMEZONE, and adding minutes to a local time.
#include "calendar/zone.h"

enum { HOUR = 60, DAY = 24 * HOUR };  // minutes
enum { MARCH = 3, OCTOBER = 10 };
enum { WINTER = 1 * HOUR, SUMMER = 2 * HOUR };  // ahead of UTC
enum { CHANGE = 1 * HOUR };                     // of the day in UTC, in spring and in autumn
enum { SINCE = 1996 };                          // the year from which the rules are these

// ---- The rules

static struct date last_sunday(int year, int month)  // of March or October
{
    struct date last = {(int16_t)year, (int8_t)month, 31};
    return date_add_days(last, -(date_weekday(last) % 7));
}

static icalcomponent *observance(icalcomponent *c, int month, const char *rule, const char *name,
                                 int from, int to)
{
    struct date day = last_sunday(SINCE, month);
    int hour = (CHANGE + from) / HOUR;
    struct icaltimetype start = {
        .year = day.year, .month = day.month, .day = day.day, .hour = hour};
    icalcomponent_add_property(c, icalproperty_new_dtstart(start));
    icalcomponent_add_property(c, icalproperty_new_rrule(icalrecurrencetype_from_string(rule)));
    icalcomponent_add_property(c, icalproperty_new_tzname(name));
    icalcomponent_add_property(c, icalproperty_new_tzoffsetfrom(60 * from));  // seconds
    icalcomponent_add_property(c, icalproperty_new_tzoffsetto(60 * to));
    return c;
}

icalcomponent *zone_component(void)
{
    static const char spring[] = "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                      autumn[] = "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU";
    icalcomponent *zone = icalcomponent_new_vtimezone(), *summer = icalcomponent_new_xdaylight(),
                  *winter = icalcomponent_new_xstandard();
    icalcomponent_add_property(zone, icalproperty_new_tzid(ZONE_NAME));
    icalcomponent_add_component(zone, observance(summer, MARCH, spring, "CEST", WINTER, SUMMER));
    icalcomponent_add_component(zone, observance(winter, OCTOBER, autumn, "CET", SUMMER, WINTER));
    return zone;
}

// ---- Minutes since 1970 in UTC

static int64_t change(int year, int month)
{
    return (int64_t)date_day_number(last_sunday(year, month)) * DAY + CHANGE;
}

// no change is near the turn of a year: either year will do there
static int offset(int64_t utc, int year)
{
    return utc >= change(year, MARCH) && utc < change(year, OCTOBER) ? SUMMER : WINTER;
}

// A local time that is skipped in spring counts from before the change, and of one that comes twice
// the first is meant (RFC 5545, 3.3.5): so local summer time is from three to three.
static int64_t utc_of(struct datetime t)
{
    int64_t local = (int64_t)date_day_number(t.date) * DAY + t.hour * HOUR + t.minute;
    return local - offset(local - SUMMER, t.date.year);
}

bool zone_add_minutes(struct datetime from, int minutes, struct datetime *to)
{
    int64_t end = utc_of(from) + minutes;
    int64_t local = end + offset(end, from.date.year);
    int64_t day = (local >= 0 ? local : local - DAY + 1) / DAY;
    int within = (int)(local - day * DAY);
    *to = (struct datetime){date_from_day_number((int32_t)day), (int8_t)(within / HOUR),
                            (int8_t)(within % HOUR)};
    return utc_of(*to) == end;
}
