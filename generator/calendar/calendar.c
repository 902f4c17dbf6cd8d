#include "calendar/calendar.h"

#include <libical/ical.h>
#include <stdlib.h>

#include "calendar/event.h"
#include "calendar/zone.h"

struct calendar {
    const struct cycle *cycle;
    struct date stamp;
    const char *product;
};

struct calendar *calendar_new(struct arena *a, const struct cycle *c, struct date stamp, const char *product)
{
    struct calendar *k = ARENA_NEW(a, struct calendar);
    *k = (struct calendar){c, stamp, arena_printf(a, "-//samtale//%s//EN", product)};
    // libical asks for UTC whenever it writes a time, and makes its list of time zones without a lock when it is first
    // asked. What is there before the threads start is only read by them.
    icaltimezone_get_utc_timezone();
    return k;
}

static bool has_date(const struct cycle *c, const struct person *p)
{
    return date_is_set(p->conversation_at.date) && person_pack(c, p) == PACK_DUE;
}

static bool is_about(const struct person *p, const struct person *leader)
{
    return p->leader == leader || p->held_by == leader;
}

static icalcomponent *begin(const struct calendar *k)
{
    icalcomponent *file = icalcomponent_new_vcalendar();
    icalcomponent_add_property(file, icalproperty_new_version("2.0"));
    icalcomponent_add_property(file, icalproperty_new_prodid(k->product));
    icalcomponent_add_property(file, icalproperty_new_calscale("GREGORIAN"));
    icalcomponent_add_component(file, zone_component());
    return file;
}

static void finish(const struct calendar *k, icalcomponent *file, struct event_style *style, struct buf *out)
{
    for (size_t i = 0; i < k->cycle->follow_up_count; i++)
        icalcomponent_add_component(file, event_follow_up(k->cycle, i, style));
    char *text = icalcomponent_as_ical_string_r(file);
    buf_str(out, text);
    free(text);
    icalcomponent_free(file);
    arena_free(&style->scratch);
}

bool calendar_of_employee(const struct calendar *k, const struct person *p, const struct calendar_titles *titles,
                          struct buf *out)
{
    if (!has_date(k->cycle, p)) return false;
    struct event_style style = {.titles = titles, .stamp = k->stamp};
    icalcomponent *file = begin(k);
    icalcomponent_add_component(file, event_conversation(k->cycle, p, &style));
    finish(k, file, &style, out);
    return true;
}

bool calendar_of_leader(const struct calendar *k, const struct person *leader, const struct calendar_titles *titles,
                        struct buf *out)
{
    struct event_style style = {.titles = titles, .stamp = k->stamp};
    icalcomponent *file = NULL;
    for (size_t i = 0; i < k->cycle->person_count; i++) {
        const struct person *p = k->cycle->cascade[i];
        if (!is_about(p, leader) || !has_date(k->cycle, p)) continue;
        if (!file) file = begin(k);
        icalcomponent_add_component(file, event_conversation(k->cycle, p, &style));
    }
    if (file) finish(k, file, &style, out);
    return file;
}
