// What diagnostics are made of; for the files of diag.h alone.
#ifndef BASE_DIAG_LIST_H
#define BASE_DIAG_LIST_H

#include <pthread.h>

#include "base/diag.h"

struct diag {
    enum diag_level level;
    const char *id;  // what kind of thing is wrong, whatever it is wrong with
    struct place place;
    const char *text, *hint;
    const char *about;  // see diag_about(); NULL: nothing
    const char *alike;  // see diag_alike(); NULL: nothing
    bool found;         // what it is about stands at its place
    bool shown;         // its line is quoted though its file is hidden
    bool left_out;      // it is not shown
};

struct diags {
    pthread_mutex_t lock;
    struct arena arena;
    struct diag **list;
    size_t count, room;
    unsigned sources;      // how many there are
    const char *hidden;    // files whose name begins so are not quoted; NULL: all are
    bool errors_only;      // warnings are not shown
    const char *left_out;  // an id: its warnings are not shown; NULL: none
    bool all;              // the same thing in many places is shown for each
    bool colours;
};

extern const char *const diag_level_names[];

struct diag_cursor {  // the line that was found last: diagnostics come in file order
    const struct source *source;
    uint32_t line;
    const char *start;
};
// The bytes of a source's line, without its end; *n of them.
const char *diag_order_line(struct diag_cursor *at, const struct source *s, uint32_t line,
                            size_t *n);
// Sorts the list, warnings first, without repeats; each stands at what it is about.
void diag_order(struct diags *d);
// Whether it is not shown.
bool diag_order_leaves_out(const struct diags *d, const struct diag *g);

#endif
