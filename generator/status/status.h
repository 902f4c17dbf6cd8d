// Status: who has what on the cycle's day. A row for each person, by unit as in the org chart, by
// leader within a unit, and in cascade order; and each unit's totals with all units below. It holds
// states, days and numbers, and no text of a plan.
#ifndef STATUS_STATUS_H
#define STATUS_STATUS_H

#include "base/buf.h"
#include "base/arena.h"
#include "base/csv.h"
#include "model/coverage.h"
#include "model/cycle.h"

struct status_scope {
    const bool *people;  // by person's index: has a row
    const bool *units;   // by unit's index: shown even without rows
    const bool *packs;   // by person's index: whose pack has been made
    bool totals;         // whether totals are printed
};

enum status_pack { STATUS_PACK_NOT_DUE, STATUS_PACK_MISSING, STATUS_PACK_MADE };

extern const char *const status_pack_names[];  // that N_() marks; index by the enum

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

// The rows and totals, in the arena.
struct status *status_make(struct arena *a, const struct cycle *c,
                           const struct status_scope *scope);
// Append to out.
void status_overview(const struct status *s, struct buf *out);  // one screen
void status_text(const struct status *s, struct buf *out);      // everyone
void status_json(const struct status *s, struct buf *out);      // one object a line
void status_csv(const struct status *s, struct csv *out);       // a line for each person

// Parts of these, for what else is said of a status.
struct json_t;
void status_heading(const struct status *s, struct buf *out);        // a line of text
void status_people(const struct status_totals *t, struct buf *out);  // how many they are; a line
void status_json_cycle(const struct status *s, struct buf *out);     // a line of JSON
struct json_t *status_json_leader(const struct person *leader);      // NULL: JSON's null
void status_json_line(struct json_t *o, struct buf *out);            // takes o over

#endif
