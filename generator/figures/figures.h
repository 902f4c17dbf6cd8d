// Figures: cycle, plans and answers → figures → release. Counting knows everyone; a release has
// only what may be shown.
#ifndef FIGURES_FIGURES_H
#define FIGURES_FIGURES_H

#include "model/figures.h"
#include "model/secret.h"

// ---- Counting

// No one yet. In arena a. today: decides what may be released, whatever the cycle's day is.
struct figures *figures_new(struct arena *a, const struct cycle *c, struct date today);
// A plan of the cycle's period, as of a day. Called once for each plan.
void figures_add_plan(struct figures *f, const struct plan *p, struct date day);
// What is done and due for a person, in the unit where their plan counts. Called once for each
// person.
void figures_add_person(struct figures *f, const struct person *p, struct date day);
// All anonymous answers to the questions of the form; others are not counted. Called once.
void figures_add_answers(struct figures *f, const struct answer_given *answers, size_t count,
                         const struct answer_question *questions, size_t question_count);
// All that was counted, exactly: stable text, for tests.
void figures_dump(const struct figures *f, struct buf *out);

// ---- Releasing (figures/release.c)

// Whether there are enough people to show anything of.
bool release_is_possible(const struct figures *f, enum release_kind kind);
// Draws. number: 1, or 2 for one that is drawn again. In arena a.
struct published_release *release_draw(struct arena *a, const struct figures *f,
                                       enum release_kind kind, const struct secret *secret,
                                       int number);
// The last day of what a release waits for.
struct date release_deadline(const struct cycle *c, enum release_kind kind);
// Whether that day is over, by today, or all who are due have had theirs.
bool release_is_due(const struct figures *f, enum release_kind kind);

// What may be shown: coverage as it is, and the releases of these periods, this one first.
const struct published *release_publish(struct arena *a, const struct figures *f,
                                        enum release_kind kind,
                                        const struct published_period *periods, size_t count);

#endif
