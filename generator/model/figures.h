// Numbers, each with the people it rests on, before anything is withheld. Nothing that shows numbers to anyone may include
// this: composing, CSV and JSON know published.h only.
//
// A table counts one thing in categories, for every unit below the unit that it is about. What is counted belongs to one
// person, and a person to one unit, so that a unit's figures are those of its own people and of the units below added up.
#ifndef MODEL_FIGURES_H
#define MODEL_FIGURES_H

#include "model/coverage.h"
#include "model/cycle.h"

enum { CATEGORIES_MOST = 520 };  // competences that a cycle may have, and a few more

struct figure_cell {
    uint32_t count;   // of goals, measures, answers …
    uint32_t people;  // whose they are
};

enum figure_kind {
    FIGURE_ATTAINMENT,  // goals by how far they were met
    FIGURE_MEASURES,    // measures: done, open, overdue
    FIGURE_NEEDS,       // people by the competence they need: one may be in several categories, or in none
    FIGURE_SCALE,       // answers by the step they mark
    FIGURE_TRAINING,    // answers by the training they ask for
};

struct figure_table {
    const char *id;      // "attainment.work", "priority.tidlig-innsats", "measures", "needs", "scale.pack"
    const char *period;
    enum figure_kind kind;
    const struct priority *priority;      // of "priority.…"
    const char *const *categories;        // ids
    size_t category_count;
    const struct unit *top;               // the unit that it is about, with all below it
    size_t unit_count;                    // of units from top on, in the order of cycle->units
    struct figure_cell *own;              // [unit][category]: of the unit's own people
    uint32_t *own_base;                   // [unit]: people who are counted at all
};

static inline struct figure_cell *figure_own(const struct figure_table *t, size_t unit)
{
    return t->own + unit * t->category_count;
}

struct figures {
    const struct cycle *cycle;
    struct figure_table **tables;
    size_t table_count, table_room;
    struct coverage *coverage;       // [unit]: of its own people, this period
    struct coverage *last_coverage;  // the period before; NULL: its plans are not there
};

void figures_dump(const struct figures *f, struct buf *out);  // stable text, for tests

#endif
