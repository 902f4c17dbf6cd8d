// What people lack on a day: a list to act on, and counts by leader or unit. Days and states, no
// text of a plan and no reason. Whoever is away, needs no conversation or is not employed lacks
// nothing.
#ifndef STATUS_NEEDS_H
#define STATUS_NEEDS_H

#include "base/csv.h"
#include "model/coverage.h"
#include "status/status.h"

enum {                                  // sets of needs: 1 << enum need
    NEEDS_ALL = (1 << NEED_KINDS) - 1,  // of states: 1 << enum talk_state
    NEEDS_ACTS = NEEDS_ALL & ~(1 << NEED_DATE),
    NEEDS_OVERDUE = 1 << TALK_OVERDUE,
    NEEDS_DUE = NEEDS_OVERDUE | 1 << TALK_DUE,
    NEEDS_OPEN = NEEDS_DUE | 1 << TALK_LATER,
};

struct needs_wanted {
    unsigned needs, states;
};

struct needed {  // something that a person lacks
    const struct person *person;
    enum need need;
    size_t follow_up;  // which, from 0
    struct need_state state;
};

struct needs_list {
    struct needed *list;
    size_t count, room;
};

// Adds what the person lacks on a day; in arena a.
void needs_add(struct needs_list *to, struct arena *a, const struct cycle *c,
               const struct person *p, struct needs_wanted w, struct date day);
// What all rows' people lack on the cycle's day, in the order of the rows.
struct needs_list needs_of(struct arena *a, const struct status *s, struct needs_wanted w);

struct needs_tally {
    size_t people;
    size_t of[NEED_KINDS][TALK_STATES];
    // Things that are; a date is not counted beside the conversation that it is for.
    size_t overdue, due;
};

struct needs_group {              // of a leader, or of a unit's own people
    const struct person *leader;  // NULL: they have none, or it is a unit's
    const struct unit *unit;      // NULL: it is a leader's
    struct needs_tally tally;
};

struct needs_groups {
    struct needs_group *list;  // most overdue first, then most due, then in the order of the rows
    size_t count;
    struct needs_tally all;
    unsigned needs;  // which are counted
    bool by_unit;
};

// Every group of whom the rows show; where only some needs or states are wanted, those of which
// somebody lacks them by now.
struct needs_groups needs_group(struct arena *a, const struct status *s, bool by_unit,
                                struct needs_wanted w);

extern const char *const needs_words[];   // that N_() marks; index by enum need
extern const char *const needs_states[];  // that N_() marks; index by enum talk_state
// "follow-up: Vår"; in arena a.
const char *needs_what(struct arena *a, const struct cycle *c, const struct needed *n);
const char *needs_leader(const struct person *leader);  // the name, or words for nobody

// Append to out. JSON: one object a line.
void needs_text(const struct status *s, const struct needs_list *n, struct buf *out);
void needs_json(const struct status *s, const struct needs_list *n, struct buf *out);
void needs_csv(const struct status *s, const struct needs_list *n, struct csv *out);
void needs_groups_text(const struct status *s, const struct needs_groups *g, struct buf *out);
void needs_groups_json(const struct status *s, const struct needs_groups *g, struct buf *out);
void needs_groups_csv(const struct needs_groups *g, struct csv *out);

#endif
