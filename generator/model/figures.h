// Figures: numbers, each with how many people it rests on, before anything is withheld. Nothing
// that shows numbers to anyone may include this; composing, CSV and JSON use model/published.h.
//
// A table counts one thing in categories, for a unit and every unit below it. What is counted
// belongs to one person, and a person to one unit, so that a unit's figures are those of its own
// people and of the units below it added up.
#ifndef MODEL_FIGURES_H
#define MODEL_FIGURES_H

#include "model/answer.h"
#include "model/coverage.h"
#include "model/cycle.h"

struct figure_cell {
    uint32_t count;   // of goals, measures, answers …
    uint32_t people;  // how many people these belong to
};

struct figure_cells {               // a grain: one way to put what is counted into categories
    const char *const *categories;  // ids
    size_t category_count;
    const uint8_t *from;      // by the finest category: which one it belongs to here
    struct figure_cell *own;  // [unit][category]: of the unit's own people
};

enum { GRAINS_MAX = 3 };

struct figure_table {
    // "attainment.work", "priority.tidlig-innsats", "measures", "need.law", "scale.pack",
    // "training.…"
    const char *id;
    const char *period;
    const struct priority *priority;  // of "priority.…"
    const struct unit *top;           // the unit that it is about, with all below it
    size_t unit_count;                // of units from top on, in the order of cycle->units
    uint32_t *own_base;               // [unit]: people who are counted at all
    // the finest first: where a category has too few people, a coarser one is shown
    struct figure_cells grains[GRAINS_MAX];
    size_t grain_count;
};

struct figures {
    const struct cycle *cycle;
    struct arena *arena;
    struct figure_table **tables;
    size_t table_count, table_room;
    // those that are about all plans come first, then those of priorities, then answers'
    size_t general_count;
    struct map by_priority;  // unit/priority, and the id of an answers' table → its table
    const struct answer_given *given;
    size_t answers;
    struct coverage *coverage;  // [unit]: of its own people, this period
    struct coverage *waves;     // [wave]: of everyone in it
};

// The cells of a unit's own people, one a category. unit: its place behind the table's top.
static inline struct figure_cell *figure_own(const struct figure_cells *g, size_t unit)
{
    return g->own + unit * g->category_count;
}

void figures_dump(const struct figures *f, struct buf *out);  // stable text, for tests

#endif
