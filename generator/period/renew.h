// samtale.yaml → that of the next period, as edits to it: what is not a date or a period's name
// stays byte for byte.
#ifndef PERIOD_RENEW_H
#define PERIOD_RENEW_H

#include "model/changes.h"
#include "period/shift.h"

struct renewed {           // one thing that changes
    const char *what;      // its key, with the name of a follow-up: "follow-ups: Vår"
    struct window before;  // to unset: one day
    struct window now;
};

struct renewal {
    struct splice_edit *edits;
    size_t edit_count, edit_room;
    struct renewed *list;
    size_t count, room;
};

// top: the tree of samtale.yaml, which has no errors. All in arena a.
struct renewal renew_settings(struct arena *a, const struct node *top, const struct shift *s,
                              const char *before, const char *now);

#endif
