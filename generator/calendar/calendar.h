// Calendar files: cycle → iCalendar (RFC 5545) for people to import: the conversations that have a
// date, and the follow-up windows. An entry says who, when and where; titles are neutral and the
// same for everybody. One that was moved counts up its SEQUENCE, and one that was cancelled stays,
// as cancelled, until the period ends: conversations/PERIOD.yaml says so.
//
// A file has no METHOD, since it sends nothing: PUBLISH may name no attendee, and REQUEST may hold
// only one appointment (RFC 5546). An entry has the same UID each time it is written, so a calendar
// that has it already updates it. An invitation is such a REQUEST, or a CANCEL, to be sent.
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include "base/buf.h"
#include "base/arena.h"
#include "model/cycle.h"

struct calendar {  // what the files of a run have in common
    const struct cycle *cycle;
    struct date stamp;    // DTSTAMP of all entries
    const char *program;  // with its version
};

struct calendar_titles {  // in the reader's language
    const char *language;
    const char *conversation;
    const char *follow_up;  // {{name}} stands for the window's name
    const char *cancelled;  // {{name}} stands for the entry's title
};

// Whether the conversation of p has a time and is to be held.
bool calendar_has_appointment(const struct cycle *c, const struct person *p);
// Whether a person's calendar says that the conversation is cancelled.
bool calendar_says_cancelled(const struct cycle *c, const struct person *p);
// Whether a leader's calendar says so of any, by the person's index; in arena a.
bool *calendar_leaders_with_cancelled(const struct cycle *c, struct arena *a);

// Appends a whole file to out; may be called from several threads. False, and nothing appended: no
// conversation has a date, and none was cancelled.
bool calendar_of_employee(const struct calendar *k, const struct person *p,
                          const struct calendar_titles *titles, struct buf *out);
// All conversations that a leader holds or is accountable for.
bool calendar_of_leader(const struct calendar *k, const struct person *leader,
                        const struct calendar_titles *titles, struct buf *out);

// The conversation of p as an invitation from who holds it; both have addresses. It is taken back
// where it is cancelled. Appends to out; from any thread.
void calendar_invitation(const struct calendar *k, const struct person *p,
                         const struct calendar_titles *titles, struct buf *out);

#endif
