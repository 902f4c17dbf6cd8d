// What the lists of plans hold: goals and measures, as values see them.
#ifndef COMPOSE_VALUES_PLAN_H
#define COMPOSE_VALUES_PLAN_H

#include "compose/values/value.h"

struct plan_goal {  // TYPE_GOAL: its status and log stand in its plan's follow-ups
    const struct plan *plan;
    const struct goal *goal;
    // on a follow-up's sheet: that follow-up, NULL when it is not recorded
    const struct follow_up *follow_up;
    bool on_sheet;
    size_t sheet;  // its number, from 1; 0: on none
};

struct plan_measure {  // TYPE_MEASURE
    const struct plan_goal *goal;
    const struct measure *measure;
    bool blank;  // a row that is not there yet
};

// The value that a path has in a document about a person, an item of TYPE_PERSON.
struct value values_people_own(const struct env *e, const void *item, const char *path);

// Of an item of TYPE_NEED: its number among the needs under no heading, from 1.
size_t values_plan_need_number(const void *need);

#endif
