// A conversation or a follow-up window as a VEVENT.
#include "calendar/event.h"

#include <string.h>

#include "base/ascii.h"
#include "calendar/uid.h"
#include "calendar/zone.h"

static void add(icalcomponent *event, icalproperty *property)
{
    icalcomponent_add_property(event, property);
}

// ---- Text

// A text on one line: a control character, possible through an escape in YAML, would end the line.
static const char *line(struct event_style *s, const char *text)
{
    char *copy = arena_strdup(&s->scratch, text);
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F) *p = ' ';
    return copy;
}

static const char *with_name(struct event_style *s, const char *pattern, const char *name)
{
    static const char mark[] = "{{name}}";
    const char *at = strstr(pattern, mark);
    if (!at) return line(s, pattern);
    return line(s, arena_printf(&s->scratch, "%.*s%s%s", (int)(at - pattern), pattern, name,
                                at + strlen(mark)));
}

// ---- Time

static struct icaltimetype day(struct date d)
{
    return (struct icaltimetype){.year = d.year, .month = d.month, .day = d.day, .is_date = 1};
}

static struct icaltimetype moment(struct datetime at)
{
    struct icaltimetype t = day(at.date);
    t.is_date = 0;
    t.hour = at.hour;
    t.minute = at.minute;
    return t;
}

static void add_in_zone(icalcomponent *event, icalproperty *property)
{
    icalproperty_add_parameter(property, icalparameter_new_tzid(ZONE_NAME));
    add(event, property);
}

static void add_days(icalcomponent *event, struct date from, struct date to)
{
    add(event, icalproperty_new_dtstart(day(from)));
    add(event, icalproperty_new_dtend(day(date_add_days(to, 1))));  // the day after
    add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
}

static void add_minutes(icalcomponent *event, struct datetime from, int minutes, bool cancelled)
{
    struct datetime to;
    add_in_zone(event, icalproperty_new_dtstart(moment(from)));
    if (zone_add_minutes(from, minutes, &to))
        add_in_zone(event, icalproperty_new_dtend(moment(to)));
    else add(event, icalproperty_new_duration(icaldurationtype_from_int(60 * minutes)));
    add(event, icalproperty_new_transp(cancelled ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE));
}

// ---- Who

// A mailto URI: what an address may hold and a URI may not is percent-encoded (RFC 6068). NULL: it
// is no address.
static const char *mailto(struct event_style *s, const char *email)
{
    static const char plain[] = "@.-_~!$'*+:";
    const char *sign = email ? strchr(email, '@') : NULL;
    if (!sign || sign == email || !sign[1] || strpbrk(email, " ,;<>")) return NULL;
    struct buf out = {0};
    BUF_LIT(&out, "mailto:");
    for (const char *p = email; *p; p++) {
        if (ascii_is_letter(*p) || ascii_is_digit(*p) || strchr(plain, *p)) buf_c(&out, *p);
        else buf_printf(&out, "%%%02X", (unsigned char)*p);
    }
    const char *uri = arena_strndup(&s->scratch, out.p, out.n);
    buf_free(&out);
    return uri;
}

// Importing a file writes to nobody: each of the two gets their own file. (NONE as a word, since
// libical takes its own number for "no value".)
static void add_party(icalcomponent *event, icalproperty *party, const char *name,
                      const struct event_style *s)
{
    icalproperty_add_parameter(party, icalparameter_new_cn(name));
    if (!s->invites)
        icalproperty_add_parameter(
            party, icalparameter_new_from_value_string(ICAL_SCHEDULEAGENT_PARAMETER, "NONE"));
    else if (icalproperty_isa(party) == ICAL_ATTENDEE_PROPERTY) {
        icalproperty_add_parameter(party, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
        icalproperty_add_parameter(party, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION));
        icalproperty_add_parameter(party, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    }
    add(event, party);
}

// Organizer and attendees need addresses, and an attendee needs an organizer. Who has no address is
// a CONTACT by name: a made-up address would be written to, and calendars refuse other URIs.
static void add_parties(icalcomponent *event, const struct person *holder, const struct person *p,
                        struct event_style *s)
{
    const char *from = holder ? mailto(s, holder->email) : NULL,
               *to = from ? mailto(s, p->email) : NULL;
    if (from) add_party(event, icalproperty_new_organizer(from), line(s, holder->name), s);
    else if (holder) add(event, icalproperty_new_contact(line(s, holder->name)));
    if (to) add_party(event, icalproperty_new_attendee(to), line(s, p->name), s);
    else add(event, icalproperty_new_contact(line(s, p->name)));
}

// ---- Entries

static struct date later(struct date a, struct date b)
{
    return date_compare(a, b) < 0 ? b : a;
}

// When the entry was revised. A day is all that is known; so that it counts up with each change of
// a day, the number of changes is its seconds.
static struct icaltimetype revised(const struct in_calendars *a, const struct event_style *s)
{
    struct date day = later(s->stamp, later(a->changed, a->cancelled));
    struct icaltimetype t = moment((struct datetime){.date = day});
    t.second = a->changes % 60;
    t.minute = a->changes / 60 % 60;
    t.hour = a->changes / 3600;
    t.zone = icaltimezone_get_utc_timezone();
    return t;
}

static icalcomponent *event_new(const char *uid, const char *title, const struct in_calendars *a,
                                bool cancelled, struct event_style *s)
{
    icalcomponent *event = icalcomponent_new_vevent();
    struct icaltimetype at = revised(a, s);
    if (cancelled) title = with_name(s, s->titles->cancelled, title);
    add(event, icalproperty_new_uid(uid));
    add(event, icalproperty_new_dtstamp(at));
    add(event, icalproperty_new_lastmodified(at));
    add(event, icalproperty_new_sequence(a->changes));
    add(event, icalproperty_new_status(cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    add(event, icalproperty_new_class(ICAL_CLASS_PRIVATE));
    add(event, icalproperty_new_summary(title));
    return event;
}

// the hour is not agreed: the day is not taken; nor is a cancelled time
static void add_time(icalcomponent *event, struct datetime at, int minutes, bool cancelled)
{
    if (at.hour < 0) add_days(event, at.date, at.date);
    else add_minutes(event, at, minutes, cancelled);
}

icalcomponent *event_conversation(const struct cycle *c, const struct person *p, bool cancelled,
                                  struct event_style *s)
{
    const struct in_calendars *a = &p->appointment;
    struct uid uid = uid_of("conversation", c->organisation.text, c->period, p->id);
    icalcomponent *event = event_new(uid.text, line(s, s->titles->conversation), a, cancelled, s);
    bool is_past = cancelled && date_is_set(a->was.date);
    add_time(event, is_past ? a->was : p->conversation_at, c->minutes, cancelled);
    const char *place = cycle_text_in(&p->conversation_place, s->titles->language).text;
    if (place) add(event, icalproperty_new_location(line(s, place)));
    add_parties(event, p->held_by ? p->held_by : p->leader, p, s);
    return event;
}

icalcomponent *event_cancelled(const struct cycle *c, const struct cancelled *e,
                               struct event_style *s)
{
    struct uid uid = uid_of(e->kind, c->organisation.text, c->period, e->which);
    bool talk = !strcmp(e->kind, "conversation");
    const char *title = talk ? line(s, s->titles->conversation)
                             : with_name(s, s->titles->follow_up, e->which);
    icalcomponent *event = event_new(uid.text, title, &e->appointment, true, s);
    struct datetime was = e->appointment.was;
    if (!date_is_set(was.date)) was = (struct datetime){e->appointment.cancelled, -1, 0};
    add_time(event, was, c->minutes, true);
    return event;
}

// The UID uses the window's number: its name and days may change.
icalcomponent *event_follow_up(const struct cycle *c, size_t index, struct event_style *s)
{
    const struct follow_up_window *f = &c->follow_ups[index];
    struct uid uid = uid_of("follow-up", c->organisation.text, c->period,
                            arena_printf(&s->scratch, "%zu", index + 1));
    icalcomponent *event = event_new(
        uid.text,
        with_name(s, s->titles->follow_up, cycle_text_in(&f->name, s->titles->language).text),
        &f->appointment, false, s);
    add_days(event, f->window.from, f->window.to);
    return event;
}
