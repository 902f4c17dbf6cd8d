// Atoms: the groups whose counts are drawn. An atom is a unit's own people, with those of all units
// below it that have too few. Every figure of a unit is the sum of its atoms' draws, so that parts
// add up. Atoms depend on the chart and on who has been evaluated (or agreed, or followed up),
// never on how it went.
#ifndef FIGURES_ATOMS_H
#define FIGURES_ATOMS_H

#include "model/figures.h"

struct atoms {
    const struct figures *figures;
    enum release_kind kind;
    const struct figure_person
        *people;  // all of them; those who are not in the release do not count
    size_t person_count;
    size_t *group;  // [unit]: how many it rests on, with all units below
    size_t *goals;  // [unit]: theirs
    size_t *of;     // [unit]: the unit whose atom its own people are in
    size_t *size;   // [unit]: how many are in its atom; 0: it has none
    bool *shown;    // [unit]: whether the group is large enough
};

struct atoms *atoms_of(struct arena *a, const struct figures *f, enum release_kind kind);
// Whether a person counts.
static inline bool atoms_have(const struct atoms *all, const struct figure_person *p)
{
    return p->in[all->kind];
}
// How many people a figure of this cycle rests on at least.
size_t atoms_least(const struct cycle *c);

#endif
