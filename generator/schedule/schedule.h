// Proposing times: for every conversation that has none, a day and a time when its leader can hold
// it. Nothing is written into the record.
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/cycle.h"

struct schedule_entry {
    const struct person *person;
    struct datetime at;  // unset: no time is left
};

struct schedule {
    struct schedule_entry *list;  // in cascade order
    size_t count, room;
    size_t without;  // entries without a time
};

// Proposes times for those of the cycle's people whom chosen (by index) marks, and who have none:
// not before first, on working days of each one's window, within the leader's hours, at most
// per-day a day, and after the leader's own conversation. The same cycle gives the same times. The
// list lives in arena a.
void schedule_make(struct arena *a, const struct cycle *c, const bool *chosen, struct date first,
                   struct schedule *out);
// Appends the list as CSV, with headings that `samtale import --times` understands, as Norwegian
// spreadsheet programs open it in columns where excel is set.
void schedule_csv(const struct schedule *s, bool excel, struct buf *out);

#endif
