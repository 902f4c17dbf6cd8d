// Calendar files: one for an employee, one for a leader.
#include "calendar/calendar.h"

#include <libical/ical.h>
#include <pthread.h>
#include <stdlib.h>

#include "calendar/event.h"
#include "calendar/zone.h"

// libical keeps counters and its list of time zones in process-wide variables without a lock.
static pthread_mutex_t library = PTHREAD_MUTEX_INITIALIZER;

struct calendar_file {
    const struct calendar *calendar;
    struct event_style style;
    icalcomponent *file;  // NULL: empty
};

static void begin(struct calendar_file *d)
{
    const char *product = arena_printf(&d->style.scratch, "-//samtale//%s//EN",
                                       d->calendar->program);
    d->file = icalcomponent_new_vcalendar();
    icalcomponent_add_property(d->file, icalproperty_new_version("2.0"));
    icalcomponent_add_property(d->file, icalproperty_new_prodid(product));
    icalcomponent_add_property(d->file, icalproperty_new_calscale("GREGORIAN"));
    icalcomponent_add_component(d->file, zone_component());
}

static void add_conversation(struct calendar_file *d, const struct person *p)
{
    const struct cycle *c = d->calendar->cycle;
    if (!date_is_set(p->conversation_at.date) || cycle_person_pack(c, p) != PACK_DUE) return;
    if (!d->file) begin(d);
    icalcomponent_add_component(d->file, event_conversation(c, p, &d->style));
}

static void finish(struct calendar_file *d, struct buf *out)
{
    const struct cycle *c = d->calendar->cycle;
    for (size_t i = 0; i < c->follow_up_count; i++)
        icalcomponent_add_component(d->file, event_follow_up(c, i, &d->style));
    char *text = icalcomponent_as_ical_string_r(d->file);
    buf_str(out, text);
    free(text);
    icalcomponent_free(d->file);
    arena_free(&d->style.scratch);
}

static bool is_about(const struct person *p, const struct person *leader)
{
    return p->leader == leader || p->held_by == leader;
}

// For one person's conversation, or for all of a leader's; the other argument is NULL.
static bool make(const struct calendar *k, const struct person *p, const struct person *leader,
                 const struct calendar_titles *titles, struct buf *out)
{
    struct calendar_file d = {.calendar = k, .style = {.titles = titles, .stamp = k->stamp}};
    pthread_mutex_lock(&library);
    if (p) add_conversation(&d, p);
    for (size_t i = 0; leader && i < k->cycle->person_count; i++)
        if (is_about(k->cycle->cascade[i], leader)) add_conversation(&d, k->cycle->cascade[i]);
    if (d.file) finish(&d, out);
    pthread_mutex_unlock(&library);
    return d.file;
}

bool calendar_of_employee(const struct calendar *k, const struct person *p,
                          const struct calendar_titles *titles, struct buf *out)
{
    return make(k, p, NULL, titles, out);
}

bool calendar_of_leader(const struct calendar *k, const struct person *leader,
                        const struct calendar_titles *titles, struct buf *out)
{
    return make(k, NULL, leader, titles, out);
}
