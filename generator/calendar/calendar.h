// cycle → bytes of iCalendar (RFC 5545): the conversations that have a date, and the windows of the
// follow-ups, for a calendar to take in. Nothing but who, when and where stands in one; titles are
// neutral and the same for everybody.
//
// What a file is: an appointment between two people, kept in each one's calendar. It has no METHOD,
// for it sends nothing: PUBLISH may name no attendee and REQUEST may hold no more than one
// appointment (RFC 5546). An entry has the same UID wherever and however often it is written, so a
// calendar that has it already changes it and adds none.
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include "base/buf.h"
#include "base/arena.h"
#include "model/cycle.h"

struct calendar {  // what the files of a run have in common
    const struct cycle *cycle;
    struct date stamp;    // when all entries were made
    const char *program;  // with its version
};

struct calendar_titles {  // in the reader's language
    const char *conversation;
    const char *follow_up;  // {{name}} stands for that of the window
};

// Append a whole file to out; safe from several threads. False, and nothing is appended: there is
// no conversation with a date to put in it.
bool calendar_of_employee(const struct calendar *k, const struct person *p,
                          const struct calendar_titles *titles, struct buf *out);
// All that a leader holds or is accountable for.
bool calendar_of_leader(const struct calendar *k, const struct person *leader,
                        const struct calendar_titles *titles, struct buf *out);

#endif
