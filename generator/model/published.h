// Published figures: those that may be shown, since they say nothing of any person.
// figures/withhold.c alone makes them.
#ifndef MODEL_PUBLISHED_H
#define MODEL_PUBLISHED_H

#include "model/coverage.h"
#include "model/cycle.h"

struct published_table {
    const char *id, *period;
    const struct priority *priority;
    const char *const *categories;  // after categories with too few people have been put together
    size_t category_count;
    const struct unit *top;
    size_t unit_count;
    // of a unit with all below it, by its place behind top
    const bool *shown;       // [unit]; false: withheld, and nothing below is to be read
    const uint32_t *counts;  // [unit][category]
    const uint32_t *base;    // [unit]: the people it rests on
};

enum published_question { PUBLISHED_HELPED, PUBLISHED_CHANGE, PUBLISHED_TRAINING, PUBLISHED_TEXTS };
extern const char *const published_text_names[PUBLISHED_TEXTS];  // as in the files: "helped"

struct published {
    const struct cycle *cycle;
    int limit;  // people that a figure must rest on
    const struct published_table *const *tables;
    size_t table_count;
    const struct coverage *coverage;  // [unit], with all below it: shown at any size
    const struct coverage *waves;     // [wave]
    size_t answers;                   // 0: fewer than the limit
    struct {
        const char *const *list;
        size_t count;
    } texts[PUBLISHED_TEXTS];  // free texts that HR has released; none where there are too few
                               // answers
};

// The table of a thing and period; NULL: there is none.
const struct published_table *published_find(const struct published *p, const char *id,
                                             const char *period);
// A unit's row of a table, its counts by category and the people they rest on; false: it is
// withheld, or the table is not about the unit, and neither is set.
bool published_row(const struct published_table *t, const struct unit *u, const uint32_t **counts,
                   uint32_t *base);

#endif
