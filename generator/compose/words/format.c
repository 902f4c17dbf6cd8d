// Dates, times, windows, deadlines and numbers in the words of one language.
#include "compose/words/format.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"

// ---- Days

static const char *month(const struct words *w, struct date d)
{
    assert(d.month >= 1 && d.month <= 12);
    return words_item(w, "dates.months", (size_t)d.month - 1);
}

static const char *day_month(struct arena *a, const struct words *w, struct date d)
{
    return WORDS_FILL(a, w, "dates.day-month", {"day", arena_printf(a, "%d", d.day)},
                      {"month", month(w, d)});
}

const char *format_date(struct arena *a, const struct words *w, struct date d)
{
    return WORDS_FILL(a, w, "dates.date", {"day", arena_printf(a, "%d", d.day)},
                      {"month", month(w, d)}, {"year", arena_printf(a, "%d", d.year)});
}

const char *format_time(struct arena *a, const struct words *w, struct datetime t)
{
    if (t.hour < 0) return "";
    return WORDS_FILL(a, w, "dates.time", {"hour", arena_printf(a, "%02d", t.hour)},
                      {"minute", arena_printf(a, "%02d", t.minute)});
}

const char *format_datetime(struct arena *a, const struct words *w, struct datetime t)
{
    const char *weekday = words_item(w, "dates.weekdays", (size_t)date_weekday(t.date) - 1);
    const char *date = format_date(a, w, t.date);
    if (t.hour < 0)
        return WORDS_FILL(a, w, "dates.weekday-date", {"weekday", weekday}, {"date", date});
    return WORDS_FILL(a, w, "dates.datetime", {"weekday", weekday}, {"date", date},
                      {"time", format_time(a, w, t)});
}

const char *format_window(struct arena *a, const struct words *w, struct date from, struct date to)
{
    if (!date_is_set(from) && !date_is_set(to)) return "";
    if (!date_is_set(to))
        return WORDS_FILL(a, w, "dates.from-on", {"from", format_date(a, w, from)});
    const char *end = format_date(a, w, to);
    if (!date_is_set(from)) return WORDS_FILL(a, w, "dates.until", {"to", end});
    if (!date_compare(from, to)) return end;
    if (from.year != to.year)
        return WORDS_FILL(a, w, "dates.from-to", {"from", format_date(a, w, from)}, {"to", end});
    if (from.month != to.month)
        return WORDS_FILL(a, w, "dates.from-to", {"from", day_month(a, w, from)}, {"to", end});
    return WORDS_FILL(a, w, "dates.from-to-month", {"day", arena_printf(a, "%d", from.day)},
                      {"to", end});
}

static const char *short_day(struct arena *a, const struct words *w, struct date d)
{
    const char *name = words_item(w, "dates.months-short", (size_t)d.month - 1);
    return WORDS_FILL(a, w, "dates.day-month", {"day", arena_printf(a, "%d", d.day)},
                      {"month", name});
}

const char *format_short_window(struct arena *a, const struct words *w, struct date from,
                                struct date to)
{
    if (!date_is_set(from) || !date_is_set(to)) {
        const char *key = date_is_set(to) ? "dates.until" : "dates.from-on";
        const char *day = short_day(a, w, date_is_set(to) ? to : from);
        return WORDS_FILL(a, w, key, {"from", day}, {"to", day});
    }
    const char *end = short_day(a, w, to);
    if (!date_compare(from, to)) return end;
    if (from.year == to.year && from.month == to.month)
        return WORDS_FILL(a, w, "dates.from-to-month", {"day", arena_printf(a, "%d", from.day)},
                          {"to", end});
    return WORDS_FILL(a, w, "dates.from-to", {"from", short_day(a, w, from)}, {"to", end});
}

const char *format_hours(struct arena *a, const struct words *w, struct datetime t, int minutes)
{
    enum { HOUR = 60, DAY = 24 * HOUR };
    if (t.hour < 0 || minutes <= 0) return format_time(a, w, t);
    int end = (t.hour * HOUR + t.minute + minutes) % DAY;
    return WORDS_FILL(a, w, "dates.hours", {"hour", arena_printf(a, "%02d", t.hour)},
                      {"minute", arena_printf(a, "%02d", t.minute)},
                      {"to-hour", arena_printf(a, "%02d", end / HOUR)},
                      {"to-minute", arena_printf(a, "%02d", end % HOUR)});
}

const char *format_weekday(struct arena *a, const struct words *w, struct date d)
{
    const char *weekday = words_item(w, "dates.weekdays", (size_t)date_weekday(d) - 1);
    char *text = arena_strdup(a, WORDS_FILL(a, w, "dates.weekday-day", {"weekday", weekday},
                                            {"day", day_month(a, w, d)}));
    if (*text >= 'a' && *text <= 'z') *text = (char)(*text - 'a' + 'A');
    return text;
}

// ---- Deadlines

static const char *week(struct arena *a, const struct words *w, struct date d)
{
    int year;
    int number = date_week(d, &year);
    return WORDS_FILL(a, w, "dates.week", {"week", arena_printf(a, "%d", number)},
                      {"year", arena_printf(a, "%d", year)});
}

const char *format_weeks(struct arena *a, const struct words *w, struct date from, struct date to)
{
    int year;
    const char *first = arena_printf(a, "%d", date_week(from, &year)),
               *last = arena_printf(a, "%d", date_week(to, &year));
    if (!strcmp(first, last)) return WORDS_FILL(a, w, "dates.one-week", {"week", first});
    return WORDS_FILL(a, w, "dates.weeks", {"from", first}, {"to", last});
}

const char *format_deadline(struct arena *a, const struct words *w, const struct deadline *deadline)
{
    switch (deadline->kind) {
    case DEADLINE_NONE: return "";
    case DEADLINE_DAY: return format_date(a, w, deadline->last);
    case DEADLINE_WEEK: return week(a, w, deadline->last);
    case DEADLINE_ONGOING: return words_text(w, "dates.ongoing");
    case DEADLINE_TEXT: return deadline->text ? deadline->text : "";
    case DEADLINE_MONTH: break;
    }
    return WORDS_FILL(a, w, "dates.month-year", {"month", month(w, deadline->last)},
                      {"year", arena_printf(a, "%d", deadline->last.year)});
}

const char *format_deadline_short(struct arena *a, const struct words *w,
                                  const struct deadline *deadline)
{
    switch (deadline->kind) {
    case DEADLINE_DAY: return short_day(a, w, deadline->last);
    case DEADLINE_WEEK: return format_weeks(a, w, deadline->last, deadline->last);
    case DEADLINE_MONTH: return month(w, deadline->last);
    default: return format_deadline(a, w, deadline);
    }
}

// ---- Numbers

const char *format_number(struct arena *a, const struct words *w, size_t n)
{
    enum { GROUP = 3, FIRST_GROUPED = 5 };  // digits
    const char *gap = words_text(w, "report.thousands"), *digits = arena_printf(a, "%zu", n);
    size_t length = strlen(digits);
    if (length < FIRST_GROUPED) return digits;
    struct buf out = {0};
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % GROUP == 0) buf_str(&out, gap);
        buf_c(&out, digits[i]);
    }
    const char *text = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return text;
}

const char *format_ratio(struct arena *a, const struct words *w, size_t held, size_t due)
{
    return WORDS_FILL(a, w, "report.of", {"held", format_number(a, w, held)},
                      {"due", format_number(a, w, due)});
}
