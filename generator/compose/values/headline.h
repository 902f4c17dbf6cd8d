// What a report says first: sentences made from its figures by rules.
#ifndef COMPOSE_VALUES_HEADLINE_H
#define COMPOSE_VALUES_HEADLINE_H

#include "compose/values/value.h"
#include "model/coverage.h"
#include "model/published.h"

// A sentence of a list of thirteen: none, almost none, one to nine in ten (the fifth is half),
// almost all, all. due is not 0; held is at most due.
const char *values_headline_step(const struct env *e, const char *key, size_t held, size_t due);

// "Åtte av ti har hatt samtale. Halvparten av oppfølgingene er holdt."
const char *values_headline(const struct env *e);
// How goals went, compared with last period where the lot cannot explain it, and which focus areas
// have any.
const char *values_headline_lead(const struct env *e);
// Of HR's report: how many have answered, and what most and fewest agree with.
const char *values_headline_answers(const struct env *e);
const char *values_headline_answers_lead(const struct env *e);
// Of the competence plan: what is needed most, and whom it rests on.
const char *values_headline_needs(const struct env *e);
const char *values_headline_needs_lead(const struct env *e);

// ---- What the sentences of a report share

// The unit that the report is about, in a release back periods ago; NULL: it is not in it.
const struct published_unit *values_headline_unit(const struct env *e, enum release_kind kind,
                                                  size_t back);
// The figure of all goals: met, or on track in a half-year report.
const char *values_headline_goals(const struct env *e);
// "45 %*", "om lag halvparten"; f is not NULL.
const char *values_headline_share(const struct env *e, const struct published_figure *f,
                                  bool begins_sentence);
// Of a unit's figures whose ids begin so, the one that is the largest (sign 1) or the least (-1) of
// all by more than the lot explains. NULL: none is.
const struct published_figure *values_headline_outstanding(const struct published_unit *u,
                                                           const char *begins, int sign);
// What the figure need.ID is of, in the document's language.
const char *values_headline_need(const struct env *e, const struct published_figure *f);
// What the figure scale.ID or training.ID asks, in the words of the form.
const char *values_headline_asked(const struct env *e, const struct published_figure *f);

// How many follow-ups are due: those whose window has begun.
size_t values_headline_follow_ups_due(const struct env *e, const struct coverage *k);

#endif
