// Published figures: those that may be shown, since they say next to nothing of any person, and
// coverage, which is leaders' duty and exact. Reports, CSV and JSON see nothing else.
//
// A release is what was drawn at one time, for one purpose; it is kept in history/PERIOD.json and
// told from there ever after, with the units as they were then. Coverage is of now.
#ifndef MODEL_PUBLISHED_H
#define MODEL_PUBLISHED_H

#include "model/coverage.h"
#include "model/cycle.h"

enum release_kind {
    RELEASE_EVALUATION,  // rests on those evaluated
    RELEASE_PROCESS,     // on the anonymous answers
    RELEASE_HALF_YEAR,   // on those who have had a follow-up
    RELEASE_COMPETENCE,  // on those whose plan is agreed
    RELEASE_KINDS
};
extern const char *const release_kind_names[RELEASE_KINDS];  // as in files: "half-year"

enum { PUBLISHED_PERIODS = 5 };  // of a trend, this one included

enum published_band { BAND_UNDER_40, BAND_ABOUT_HALF, BAND_OVER_60, BAND_COUNT };
extern const char *const published_band_names[BAND_COUNT];  // as in files: "under-40"

struct published_figure {
    // "goals.met", "area.ID.goals", ".people" and ".met" (ID "-": goals that support none of the
    // root's areas), "measures.overdue", "need.ID", "grade.KIND.GRADE" (of the organisation);
    // "goals.on-track", "area.ID.on-track", "status.KIND.STATUS"; "scale.ID", "training.ID"
    const char *id;
    bool is_band;  // of a group that is too small for more; then there is a band and no count
    enum published_band band;
    int count;  // in fives, as drawn: it may be below 0 or above `of`; see published_count()
    int of;     // what it is a share of; 0: of nothing
    bool of_is_drawn;
};

struct published_coverage {  // as it was when the release was made
    size_t people;
    size_t held, due;  // conversations
    size_t agreed, plans_due;
    size_t follow_ups, follow_ups_due;
    size_t evaluated, evaluations_due;  // due 0: the cycle has no evaluation
};

struct published_unit {  // with all below it
    const char *id, *name;
    const char *parent;  // an id; NULL: the root
    struct published_coverage coverage;
    size_t group;     // how many people, or answers, its figures rest on: exact
    size_t goals;     // theirs: exact
    size_t atoms;     // draws that each of its figures is the sum of; 0: too few to show any
    size_t possible;  // of answers: how many people can have given one; 0: not known
    const struct published_figure *figures;
    size_t figure_count;
};

struct published_release {
    enum release_kind kind;
    const char *period;
    struct date day;          // when it was made
    int number;               // 1, or 2 after --release-again
    const char *fingerprint;  // of the secret
    int smallest_group;
    const struct published_unit *units;  // the root first
    size_t unit_count;
};

struct published_texts {  // sorted, each once
    const char *const *list;
    size_t count;
};

enum published_question { PUBLISHED_HELPED, PUBLISHED_CHANGE, PUBLISHED_TRAINING, PUBLISHED_TEXTS };
extern const char *const published_question_names[PUBLISHED_TEXTS];  // as in files: "helped"

struct published_period {
    const char *period;
    const struct published_release *releases[RELEASE_KINDS];  // NULL: none
    // When HR went through the free texts: from then on the released ones are these, whatever has
    // become of the answers. Unset: the answers say themselves which are.
    struct date texts_released;
    struct published_texts texts[PUBLISHED_TEXTS];
};

struct published_area {  // a focus area of the root
    const struct priority *priority;
    // [unit]: whether anyone there, or below, has a goal that leads to it; and whether nobody has:
    // neither, where HR does not have all goals themselves
    const bool *has_goals, *has_none;
};

struct published_leader {  // what a leader owes: coverage of those whose conversations they hold
    const struct person *leader;
    struct coverage coverage;
};

struct published {
    const struct cycle *cycle;
    size_t limit;                     // the fewest people that a figure rests on
    const struct coverage *coverage;  // [unit], with all below it, of now
    const struct coverage *waves;     // [wave]
    const struct published_area *areas;
    size_t area_count;
    // the cycle's first, with a release only where it is made; then earlier ones that have
    // been kept, the newest first
    const struct published_period *periods;
    size_t period_count;
    enum release_kind kind;  // what the reports are of: RELEASE_EVALUATION, HALF_YEAR, COMPETENCE
    const struct published_leader *leaders;  // in cascade order
    size_t leader_count;
    const size_t *possible_answers;  // [unit]: how many can have answered, with all below it
    // free texts that HR has released; none where there are too few answers
    struct published_texts texts[PUBLISHED_TEXTS];
    // needs in people's own words; none where there are too few people, or nothing is released
    struct published_texts other_needs;
};

// ---- Finding. Whatever is looked for may be NULL; NULL: it is not there

// back 0: this period's; 1: that of the period before; …
const struct published_release *published_release(const struct published *p, enum release_kind kind,
                                                  size_t back);
const struct published_unit *published_unit(const struct published_release *r, const char *id);
// What a unit was in a release: the unit of its id, or else of the one id that it had then, if no
// other unit has come from that.
const struct published_unit *published_unit_then(const struct published_release *r,
                                                 const struct cycle *c, const struct unit *u);
// Whether a unit is of other people than in a release, since it was joined or divided after it.
bool published_was_another(const struct published_release *r, const struct cycle *c,
                           const struct unit *u);
// NULL also where the unit's group is too small.
const struct published_figure *published_figure(const struct published_unit *u, const char *id);

// ---- Saying it

// What is shown of a count: never below 0, nor above what it is of.
int published_count(const struct published_figure *f);
// The share in per cent, in fives. -1: it is a band, or of nothing.
int published_percent(const struct published_figure *f);
// Whether two shares differ by more than the lot explains, and so may be compared in words.
// The sign says which is larger: 1, -1; 0: no difference to name.
int published_difference(const struct published_unit *u, const struct published_figure *f,
                         const struct published_unit *v, const struct published_figure *g);

#endif
