// What may be shown: figures that say nothing of any person. Made by withholding alone.
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
    // Of a unit with all below it, by its place behind top.
    const bool *shown;       // [unit]; false: withheld, and nothing below is to be read
    const uint32_t *counts;  // [unit][category]
    const uint32_t *base;    // [unit]: the people it rests on
};

enum published_question { PUBLISHED_HELPED, PUBLISHED_CHANGE, PUBLISHED_TRAINING, PUBLISHED_TEXTS };
extern const char *const published_text_names[PUBLISHED_TEXTS];  // as in the files: "helped"

struct published {
    const struct cycle *cycle;
    int limit;
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

// NULL: none
const struct published_table *published_find(const struct published *p, const char *id,
                                             const char *period);
// A unit's row of a table; false: withheld, or the table is not about it.
bool published_row(const struct published_table *t, const struct unit *u, const uint32_t **counts,
                   uint32_t *base);

#endif
