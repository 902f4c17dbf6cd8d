// Calendar files: one for an employee, one for a leader.
#include "calendar/calendar.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/event.h"
#include "calendar/zone.h"

pthread_mutex_t calendar_library = PTHREAD_MUTEX_INITIALIZER;

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

static void add(struct calendar_file *d, icalcomponent *event)
{
    icalcomponent_add_component(d->file, event);
}

// ---- What there is

bool calendar_has_appointment(const struct cycle *c, const struct person *p)
{
    return date_is_set(p->conversation_at.date) && cycle_person_pack(c, p) == PACK_DUE;
}

static bool still_says(const struct cycle *c, const struct in_calendars *a)
{
    return date_is_set(a->cancelled) && date_compare(c->as_of, c->dates.to) <= 0;
}

bool calendar_says_cancelled(const struct cycle *c, const struct person *p)
{
    const struct in_calendars *a = &p->appointment;
    return still_says(c, a) && !calendar_has_appointment(c, p) &&
           (date_is_set(a->was.date) || date_is_set(p->conversation_at.date));
}

static bool is_about(const struct person *p, const struct person *leader)
{
    return p->leader == leader || p->held_by == leader;
}

static bool was_of(const struct in_calendars *a, const struct person *leader)
{
    for (size_t i = 0; i < a->leader_count; i++)
        if (a->leaders[i] == leader) return true;
    return false;
}

// Whether the calendar of a leader says that p's conversation is cancelled: it is, or it is
// somebody else's now.
static bool is_cancelled_for(const struct cycle *c, const struct person *p,
                             const struct person *leader)
{
    if (is_about(p, leader)) return calendar_says_cancelled(c, p);
    return was_of(&p->appointment, leader) && date_compare(c->as_of, c->dates.to) <= 0 &&
           (calendar_says_cancelled(c, p) || calendar_has_appointment(c, p));
}

static void mark(const struct cycle *c, const struct person *leader, bool *marks)
{
    bool in_chart = leader && leader->index < c->person_count && c->people[leader->index] == leader;
    if (in_chart) marks[leader->index] = true;
}

static void mark_former(const struct cycle *c, const struct in_calendars *a, bool *marks)
{
    for (size_t i = 0; i < a->leader_count; i++) mark(c, a->leaders[i], marks);
}

bool *calendar_leaders_with_cancelled(const struct cycle *c, struct arena *a)
{
    bool *marks = ARENA_ARRAY(a, bool, c->person_count + 1);
    if (date_compare(c->as_of, c->dates.to) > 0) return marks;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        bool off = calendar_says_cancelled(c, p);
        if (off) mark(c, p->leader, marks);
        if (off) mark(c, p->held_by, marks);
        if (off || calendar_has_appointment(c, p)) mark_former(c, &p->appointment, marks);
    }
    for (size_t i = 0; i < c->cancelled_count; i++)
        mark_former(c, &c->cancelled[i].appointment, marks);
    return marks;
}

// ---- Files

static void add_conversation(struct calendar_file *d, const struct person *p, bool cancelled)
{
    const struct cycle *c = d->calendar->cycle;
    if (!cancelled && !calendar_has_appointment(c, p)) return;
    if (!d->file) begin(d);
    add(d, event_conversation(c, p, cancelled, &d->style));
}

// leader NULL: an employee's calendar.
static void add_what_is_gone(struct calendar_file *d, const struct person *leader)
{
    const struct cycle *c = d->calendar->cycle;
    for (size_t i = 0; i < c->cancelled_count; i++) {
        const struct cancelled *e = &c->cancelled[i];
        bool talk = !strcmp(e->kind, "conversation");
        bool mine = talk ? leader && was_of(&e->appointment, leader) : d->file != NULL;
        if (!mine || !still_says(c, &e->appointment)) continue;
        if (!d->file) begin(d);
        add(d, event_cancelled(c, e, &d->style));
    }
}

static void add_follow_ups(struct calendar_file *d)
{
    const struct cycle *c = d->calendar->cycle;
    for (size_t i = 0; i < c->follow_up_count; i++) add(d, event_follow_up(c, i, &d->style));
}

static void finish(struct calendar_file *d, struct buf *out)
{
    char *text = icalcomponent_as_ical_string_r(d->file);
    buf_str(out, text);
    free(text);
    icalcomponent_free(d->file);
    arena_free(&d->style.scratch);
}

// For one person's conversation, or for all of a leader's; the other argument is NULL.
static bool make(const struct calendar *k, const struct person *p, const struct person *leader,
                 const struct calendar_titles *titles, struct buf *out)
{
    struct calendar_file d = {.calendar = k, .style = {.titles = titles, .stamp = k->stamp}};
    pthread_mutex_lock(&calendar_library);
    if (p) add_conversation(&d, p, calendar_says_cancelled(k->cycle, p));
    for (size_t i = 0; leader && i < k->cycle->person_count; i++) {
        const struct person *each = k->cycle->cascade[i];
        bool cancelled = is_cancelled_for(k->cycle, each, leader);
        if (cancelled || is_about(each, leader)) add_conversation(&d, each, cancelled);
    }
    add_what_is_gone(&d, leader);
    if (d.file) add_follow_ups(&d);
    if (d.file) finish(&d, out);
    pthread_mutex_unlock(&calendar_library);
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

void calendar_invitation(const struct calendar *k, const struct person *p,
                         const struct calendar_titles *titles, struct buf *out)
{
    struct calendar_file d = {.calendar = k,
                              .style = {.titles = titles, .stamp = k->stamp, .invites = true}};
    bool cancelled = calendar_says_cancelled(k->cycle, p);
    pthread_mutex_lock(&calendar_library);
    begin(&d);
    icalcomponent_add_property(
        d.file, icalproperty_new_method(cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_REQUEST));
    add(&d, event_conversation(k->cycle, p, cancelled, &d.style));
    finish(&d, out);
    pthread_mutex_unlock(&calendar_library);
}
