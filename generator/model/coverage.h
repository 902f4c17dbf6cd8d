// What of the cycle has been done, and what is due or overdue on a day: one rule each, and counts
// of what the rules say. A day that a file records counts, whatever the day that is asked about;
// that day only decides what is missing. Nobody is missing who needs no conversation, is away that
// day, or is not employed then.
#ifndef MODEL_COVERAGE_H
#define MODEL_COVERAGE_H

#include "model/cycle.h"

enum conversation_state {
    CONVERSATION_NOT_AGREED,  // due, with no day agreed on
    CONVERSATION_PLANNED,
    CONVERSATION_HELD,
    CONVERSATION_OVERDUE,    // the person's window is over
    CONVERSATION_POSTPONED,  // away
    CONVERSATION_NOT_NEEDED,
    CONVERSATION_NOT_EMPLOYED,
    CONVERSATION_NO_LEADER,
    CONVERSATION_UNREADABLE,  // the plan, which says whether it was held, cannot be read
    CONVERSATION_STATES,
};
enum plan_state {
    PLAN_NOT_DUE,
    PLAN_MISSING,
    PLAN_DRAFT,
    PLAN_AGREED,
    PLAN_UNREADABLE,
    PLAN_STATES
};
enum talk_state {  // a follow-up or an evaluation
    TALK_NONE,     // none is expected of this person
    TALK_LATER,    // its window has not begun
    TALK_DUE,      // its window is open
    TALK_OVERDUE,  // its window is over
    TALK_HELD,
    TALK_STATES,
};

extern const char *const conversation_state_names[];  // in words: "not agreed"; index by the enum
extern const char *const plan_state_names[];
extern const char *const talk_state_names[];

// The person's window; for those on leave on its last day, as many days from their return as a
// newcomer has. It lasts until the day agreed on where that comes later, but within the cycle's
// window.
struct window coverage_window(const struct cycle *c, const struct person *p);
enum conversation_state coverage_conversation(const struct cycle *c, const struct person *p,
                                              struct date day);
// the conversation's day, as delivered by the leader, else as in the chart
struct date coverage_planned_date(const struct person *p);
// of the plan, or as its leader has delivered
size_t coverage_goals(const struct plan *p);
// its goals are kept by its leader; here are their numbers
bool coverage_plan_has_only_counts(const struct plan *p);
bool coverage_is_due(enum conversation_state s);  // held, or expected to be
// A plan is a draft until both have agreed; a file with neither goals nor an agreement is none yet.
enum plan_state coverage_plan(const struct cycle *c, const struct person *p, struct date day);
// after a conversation
bool coverage_plan_is_overdue(const struct cycle *c, const struct person *p, struct date day);
// that a plan can tell of: one a window, 1 without windows
size_t coverage_follow_up_count(const struct cycle *c);
enum talk_state coverage_follow_up(const struct cycle *c, const struct person *p, size_t i,
                                   struct date day);
enum talk_state coverage_evaluation(const struct cycle *c, const struct person *p, struct date day);
bool coverage_measure_is_overdue(const struct measure *m,
                                 struct date day);  // only what has a date can be
// not of those who are away or have left
bool coverage_expects_measures(const struct person *p, struct date day);
bool coverage_goal_is_dropped(const struct plan *plan, const struct goal *g);
size_t coverage_measures_overdue(const struct person *p, struct date day);

// All of it for one person, and counts of it for many.
struct person_coverage {
    enum conversation_state conversation;
    enum plan_state plan;
    bool plan_overdue;
    enum talk_state follow_ups[FOLLOW_UPS_MAX], evaluation;
    size_t measures_overdue;
};

struct coverage {
    size_t people;
    size_t conversations[CONVERSATION_STATES], plans[PLAN_STATES], plans_overdue;
    size_t follow_ups[TALK_STATES], evaluations[TALK_STATES];
    size_t measures_overdue;
};

struct person_coverage coverage_of(const struct cycle *c, const struct person *p, struct date day);
void coverage_add(struct coverage *all, const struct cycle *c, const struct person_coverage *one);
void coverage_sum(struct coverage *all, const struct coverage *part);
size_t coverage_conversations_due(const struct coverage *k);  // held or expected to be
size_t coverage_plans_due(const struct coverage *k);          // handed in or expected to be
// held or expected to be, sooner or later
size_t coverage_talks_due(const size_t talks[TALK_STATES]);

#endif
