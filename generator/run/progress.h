// Progress, on standard error: one line on a terminal, or one JSON event a line for a program that
// watches; at most ten times a second. Safe from several threads.
#ifndef RUN_PROGRESS_H
#define RUN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum progress_style {
    PROGRESS_SILENT,
    // silent all the same where standard error is no terminal, or one that cannot wipe a line
    PROGRESS_LINE,
    PROGRESS_EVENTS,
};

struct progress_state {  // what is shown
    size_t done, total;
    double rate;                  // done a second, lately; 0: not known yet
    const char *id, *name;        // the unit whose papers are being made; NULL: none yet
    const char *command, *shard;  // of the first event; shard: "3/8", or NULL
};

struct progress_display;
// command and shard live as long as the display, as do the texts of progress_set_unit().
struct progress_display *progress_new(enum progress_style style, size_t total, const char *command,
                                      const char *shard);
// The unit that a worker begins with.
void progress_set_unit(struct progress_display *p, const char *id, const char *name);
void progress_step(struct progress_display *p);  // one more paper is done
// Wipes the line, or writes the last event; frees.
void progress_end(struct progress_display *p);

// The line without what moves the cursor, cut to so many columns of a terminal.
void progress_line(const struct progress_state *s, size_t columns, struct buf *out);
// A JSON line; event: start, progress or end.
void progress_event(const struct progress_state *s, const char *event, struct buf *out);

#endif
