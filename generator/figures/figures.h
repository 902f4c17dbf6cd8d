// Figures: cycle → figures → published. Counting knows everyone; withholding gives out only what
// tells nothing about any one person.
#ifndef FIGURES_FIGURES_H
#define FIGURES_FIGURES_H

#include "model/answer.h"
#include "model/figures.h"
#include "model/published.h"

// Empty tables of this period and, where it has plans, of the one before. In arena a.
struct figures *figures_new(struct arena *a, const struct cycle *c);
// Counts a plan of either period as of a day. Called once for each plan.
void figures_add_plan(struct figures *f, const struct plan *p, struct date day);

// Counts what is done and due for a person, in the unit where their plan counts. Called once for
// each person.
void figures_add_person(struct figures *f, const struct person *p, struct date day);

// Counts all anonymous answers. Called once.
void figures_add_answers(struct figures *f, struct arena *a, const struct answer_given *answers,
                         size_t count);

// What may be shown, in the arena. secondary: whether secondary suppression is on; a test turns it
// off to see that it matters.
const struct published *withhold_figures(struct arena *a, const struct figures *f, bool secondary);

#endif
