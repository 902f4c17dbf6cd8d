// Figures: what each person's plan counts for, before anything is drawn. Nothing that shows numbers
// to anyone may include this; reports, CSV and JSON use model/published.h.
#ifndef MODEL_FIGURES_H
#define MODEL_FIGURES_H

#include "model/answer.h"
#include "model/coverage.h"
#include "model/published.h"

enum { AREA_NONE = -1, AREA_UNKNOWN = -2 };  // it leads to none; HR does not have the goal itself

struct figure_goal {
    enum goal_kind kind;
    enum attainment grade;
    enum progress status;
    int area;  // the first of the root's focus areas that it leads to, or AREA_…
};

struct figure_person {  // or an anonymous answer, which has no id, goals or needs
    const char *id;
    const struct unit *unit;  // where the plan counts
    bool in[RELEASE_KINDS];   // which releases rest on them
    const struct figure_goal *goals;
    size_t goal_count;
    const bool *needs;  // [competence]
    // has a measure that is; it does not depend on what that release says of how goals went
    bool overdue[RELEASE_KINDS];
    const bool *said;  // [question]: agrees, or asks for that training
    // all their values as one text, of which keys are made; and the needs alone, which two releases
    // share
    const char *values, *need_values;
};

struct figure_thread {  // a focus area of any unit, with all that leads up to it
    const struct priority *priority;
    size_t goals, people;
    size_t last_person, last_goal;  // whose goal was counted last, and which; from 1
};

struct figure_text {
    const char *text;
    bool in[RELEASE_KINDS];  // as the person who wrote it
};

struct figures {
    const struct cycle *cycle;
    struct arena *arena;
    struct date today;
    // by today: how many are due what a release rests on, and how many have had it
    size_t due[RELEASE_KINDS], done[RELEASE_KINDS];
    const struct priority **areas;  // the root's
    size_t area_count;
    bool **area_has_goals;  // [area][unit]: of the unit's own people
    bool
        *area_is_unknown;  // [unit]: somebody's goals are there without the areas that they support
    struct figure_person *people;
    size_t person_count, person_room;
    struct figure_person *answers;
    size_t answer_count;
    const struct answer_given *given;
    const struct answer_question *questions;
    size_t question_count;
    struct figure_thread **threads;
    size_t thread_count, thread_room;
    struct map thread_of;       // "unit/priority" → its thread
    struct coverage *coverage;  // [unit]: of its own people
    struct coverage *waves;     // [wave]: of everyone in it
    struct coverage *leaders;   // [person]: of those whose conversations they hold
    struct figure_text *other_needs;
    size_t other_need_count, other_need_room;
};

#endif
