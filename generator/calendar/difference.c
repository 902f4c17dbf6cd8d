// Compares a calendar file that was given out with what is to be given out.
#include "calendar/difference.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/event.h"

static icalcomponent *parse(struct arena *a, const struct buf *text)
{
    return icalparser_parse_string(arena_strndup(a, text->n ? text->p : "", text->n));
}

static icalcomponent *find(icalcomponent *calendar, const char *uid)
{
    icalcomponent *e = calendar ? icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT)
                                : NULL;
    for (; e; e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        const char *other = icalcomponent_get_uid(e);
        if (other && !strcmp(other, uid)) return e;
    }
    return NULL;
}

static bool is_off(icalcomponent *e)
{
    return icalcomponent_get_status(e) == ICAL_STATUS_CANCELLED;
}

static bool has_same(icalcomponent *x, icalcomponent *y, icalproperty_kind kind)
{
    icalproperty *p = icalcomponent_get_first_property(x, kind),
                 *q = icalcomponent_get_first_property(y, kind);
    if (!p || !q) return p == q;
    char *a = icalproperty_get_value_as_string_r(p), *b = icalproperty_get_value_as_string_r(q);
    bool same = a && b && !strcmp(a, b);
    free(a);
    free(b);
    return same;
}

static bool is_same(icalcomponent *x, icalcomponent *y)
{
    return is_off(x) == is_off(y) && has_same(x, y, ICAL_DTSTART_PROPERTY) &&
           has_same(x, y, ICAL_DTEND_PROPERTY) && has_same(x, y, ICAL_DURATION_PROPERTY) &&
           has_same(x, y, ICAL_LOCATION_PROPERTY);
}

static struct datetime start(icalcomponent *e)
{
    icalproperty *p = icalcomponent_get_first_property(e, ICAL_DTSTART_PROPERTY);
    struct icaltimetype t = p ? icalproperty_get_dtstart(p) : icaltime_null_time();
    struct date day = {(int16_t)t.year, (int8_t)t.month, (int8_t)t.day};
    if (t.is_date) return (struct datetime){day, -1, 0};
    return (struct datetime){day, (int8_t)t.hour, (int8_t)t.minute};
}

// False: the entry is as it was.
static bool compare(icalcomponent *old, icalcomponent *now, struct calendar_difference *out)
{
    int before = icalcomponent_get_sequence(old);
    *out = (struct calendar_difference){.uid = icalcomponent_get_uid(old), .was = start(old)};
    if (!now) {
        out->gone = true;
        out->sequence = before + 1;
        return !is_off(old);
    }
    out->sequence = is_same(old, now) ? before : before + 1;
    return out->sequence > icalcomponent_get_sequence(now);
}

struct calendar_difference *calendar_differences(struct arena *a, const struct buf *old,
                                                 const struct buf *now, size_t now_count,
                                                 size_t *count)
{
    struct calendar_difference *list = NULL, one;
    size_t room = 0;
    *count = 0;
    pthread_mutex_lock(&calendar_library);
    icalcomponent *before = parse(a, old), **after = ARENA_ARRAY(a, icalcomponent *, now_count + 1);
    for (size_t i = 0; i < now_count; i++) after[i] = parse(a, &now[i]);
    icalcomponent *e = before ? icalcomponent_get_first_component(before, ICAL_VEVENT_COMPONENT)
                              : NULL;
    for (; e; e = icalcomponent_get_next_component(before, ICAL_VEVENT_COMPONENT)) {
        icalcomponent *same = NULL;
        if (!icalcomponent_get_uid(e)) continue;
        for (size_t i = 0; i < now_count && !same; i++)
            same = find(after[i], icalcomponent_get_uid(e));
        if (!compare(e, same, &one)) continue;
        one.uid = arena_strdup(a, one.uid);
        *ARENA_PUSH(a, list, *count, room) = one;
    }
    for (size_t i = 0; i < now_count; i++)
        if (after[i]) icalcomponent_free(after[i]);
    if (before) icalcomponent_free(before);
    pthread_mutex_unlock(&calendar_library);
    return list;
}
