// Lines: what a release shows, each one number a unit.
#ifndef FIGURES_LINES_H
#define FIGURES_LINES_H

#include "figures/draw.h"
#include "model/figures.h"

enum line_of { OF_NOTHING, OF_GROUP, OF_GOALS, OF_LINE };  // what a line's numbers are shares of

struct line {
    const char *id;  // as in model/published.h
    enum draw_lot lot;
    bool of_organisation;  // drawn once for all, and shown for the root alone
    bool of_needs;         // keyed by needs alone, so that two releases draw it alike
    enum line_of of;
    size_t of_line;                                                     // which, for OF_LINE
    int (*count)(const struct line *l, const struct figure_person *p);  // one person's part
    int which, grade;                                                   // for count()
};

// In arena a. They depend on the cycle and the form alone, never on what anybody has answered.
struct line *lines_of(struct arena *a, const struct figures *f, enum release_kind kind,
                      size_t *count);

#endif
