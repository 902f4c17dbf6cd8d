// One entry of a calendar: a conversation, or a follow-up window. The caller owns the components.
#ifndef CALENDAR_EVENT_H
#define CALENDAR_EVENT_H

#include <libical/ical.h>
#include <pthread.h>

#include "calendar/calendar.h"

// libical keeps counters and its list of time zones in process-wide variables without a lock.
extern pthread_mutex_t calendar_library;

struct event_style {
    const struct calendar_titles *titles;
    struct date stamp;
    bool invites;  // it is sent, and asks for an answer
    struct arena scratch;
};

// cancelled: as one that is off.
icalcomponent *event_conversation(const struct cycle *c, const struct person *p, bool cancelled,
                                  struct event_style *s);
// An appointment that the cycle has no more.
icalcomponent *event_cancelled(const struct cycle *c, const struct cancelled *e,
                               struct event_style *s);
icalcomponent *event_follow_up(const struct cycle *c, size_t index, struct event_style *s);

#endif
