// What a person has to look at when a new period begins, as sentences.
#ifndef PERIOD_LOOK_H
#define PERIOD_LOOK_H

#include "period/shift.h"

struct look {
    const char *id;    // what it is about, for programs: "unions"
    const char *text;  // a sentence or two
};

struct look_list {
    struct look *list;
    size_t count, room;
};

struct look_facts {      // what the new period did with the old one
    const char *period;  // the new one's name
    const struct shift *shift;
    size_t drafts;            // units' texts that are drafts
    size_t briefings;         // whose times were moved out of org.yaml
    const char *const *kept;  // the periods whose plans are kept in the new one, as `keep:` says
    size_t kept_count;
    bool results_released, answers_released;  // of the period that ends
};

// c: the cycle of the period that ends, read from the current folder. All in arena a.
struct look_list look_make(struct arena *a, const struct cycle *c, const struct look_facts *f);

#endif
