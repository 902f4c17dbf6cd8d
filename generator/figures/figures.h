// cycle → figures → published. Counting knows everyone; withholding gives only what says nothing of
// any person.
#ifndef FIGURES_FIGURES_H
#define FIGURES_FIGURES_H

#include "model/answer.h"
#include "model/figures.h"
#include "model/published.h"

// All tables of this period and, where it has plans, of the one before; nothing counted yet. In
// arena a.
struct figures *figures_new(struct arena *a, const struct cycle *c);
// Counts a plan of either period as of a day. Call once for each.
void figures_add_plan(struct figures *f, const struct plan *p, struct date day);

// What has been done and is due for a person, by their plan where it is read, in the unit where
// that counts. Call once for each.
void figures_add_person(struct figures *f, const struct person *p, struct date day);

// all, once
void figures_add_answers(struct figures *f, struct arena *a, const struct answer_given *answers,
                         size_t count);

// What may be shown. secondary: false only in a test, to see that it matters.
const struct published *withhold_figures(struct arena *a, const struct figures *f, bool secondary);

#endif
