// What has become of the appointments of a calendar file that was given out.
#ifndef CALENDAR_DIFFERENCE_H
#define CALENDAR_DIFFERENCE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"

struct calendar_difference {
    const char *uid;
    int sequence;         // what the entry's has to be at least
    bool gone;            // the file has it no more
    struct datetime was;  // when it was to be
};

// The differences between a file as it was and the files that come in its place; in arena a, how
// many in *count. An entry with another time, place or status needs a higher SEQUENCE than it had.
struct calendar_difference *calendar_differences(struct arena *a, const struct buf *old,
                                                 const struct buf *now, size_t now_count,
                                                 size_t *count);

#endif
