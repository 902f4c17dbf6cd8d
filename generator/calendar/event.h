// One entry of a calendar: a conversation, or a follow-up window. The caller owns the components.
#ifndef CALENDAR_EVENT_H
#define CALENDAR_EVENT_H

#include <libical/ical.h>

#include "calendar/calendar.h"

struct event_style {
    const struct calendar_titles *titles;
    struct date stamp;
    struct arena scratch;
};

icalcomponent *event_conversation(const struct cycle *c, const struct person *p,
                                  struct event_style *s);
icalcomponent *event_follow_up(const struct cycle *c, size_t index, struct event_style *s);

#endif
