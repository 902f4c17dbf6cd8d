// Drawing: each line of each atom once, and what is of the organisation once for all.
#ifndef FIGURES_DRAWING_H
#define FIGURES_DRAWING_H

#include "figures/atoms.h"
#include "figures/lines.h"
#include "model/secret.h"

struct drawing {
    const struct figures *figures;
    const struct atoms *atoms;
    const struct line *lines;
    size_t line_count;
    // [unit][line]: the true count of the unit's atom, and what was drawn for it; both 0 where it
    // has none. Of a line of the organisation those of the root are for all.
    int *exact, *drawn;
};

// number: how often the period has been drawn, this time included. In arena a.
struct drawing *drawing_make(struct arena *a, const struct figures *f, enum release_kind kind,
                             const struct secret *s, int number);
static inline size_t drawing_at(const struct drawing *d, size_t unit, size_t line)
{
    return unit * d->line_count + line;
}

#endif
