// Who has what on the cycle's day: every person's row, by unit as in the chart and by leader within
// it, in cascade order, and each unit's totals with all below it. It holds states, days and
// numbers; no text of a plan gets here.
#ifndef STATUS_STATUS_H
#define STATUS_STATUS_H

#include "base/buf.h"
#include "base/arena.h"
#include "model/coverage.h"
#include "model/cycle.h"

struct status_scope {
    const bool *people;  // by person's index: whom it is about
    // by unit's index: shown though nobody in it is meant; others only for their people
    const bool *units;
    const bool *packs;  // by person's index: whose pack has been made
    bool totals;        // whether there is anything to add up
};

enum status_pack { STATUS_PACK_NOT_DUE, STATUS_PACK_MISSING, STATUS_PACK_MADE };

struct status_row {
    const struct person *person;
    struct person_coverage coverage;
    enum status_pack pack;
};

struct status_totals {
    struct coverage coverage;
    size_t packs_due, packs_made;
};

struct status_unit {
    const struct unit *unit;
    bool shown;
    size_t first, count;  // its own people's rows
    struct status_totals totals;
};

struct status {
    const struct cycle *cycle;
    struct status_row *rows;
    size_t row_count;
    struct status_unit *units;  // as in cycle->units
    struct status_totals totals;
    bool with_totals;
};

struct status *status_make(struct arena *a, const struct cycle *c,
                           const struct status_scope *scope);
void status_text(const struct status *s, struct buf *out);
void status_json(const struct status *s, struct buf *out);  // one object a line

#endif
