// Coverage: what of the cycle has been done, and what is due or overdue on a day. One rule for
// each, and counts by these rules. What a file says has been done is done, also where its date is
// after the day in question; the day decides only about the rest. Nothing is missing for people who
// need no conversation, are away that day, or are not employed then.
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

extern const char
    *const conversation_state_names[];  // in words that N_() marks: "not agreed"; index by the enum
extern const char *const plan_state_names[];
extern const char *const talk_state_names[];

// The person's conversation window; for those on leave on its last day, one that begins when they
// return and is as long as a newcomer's. Where a later day is agreed on within the cycle's window,
// it lasts until that day.
struct window coverage_window(const struct cycle *c, const struct person *p);
enum conversation_state coverage_conversation(const struct cycle *c, const struct person *p,
                                              struct date day);
// When the conversation was held: by the plan, or else by conversations/; unset: it was not.
struct date coverage_held_date(const struct person *p);
// The day of the conversation: as delivered by the leader, else as in the chart; it may be unset.
struct date coverage_planned_date(const struct person *p);
// How many goals a plan has, or had when its leader delivered; p may be NULL: 0.
size_t coverage_goals(const struct plan *p);
// Whether the goals are in the leader's own directory, and only their numbers here.
bool coverage_plan_has_only_counts(const struct plan *p);
bool coverage_is_due(enum conversation_state s);  // held, or expected to be
// A plan is a draft until both have agreed. A file with neither goals nor an agreement counts as no
// plan.
enum plan_state coverage_plan(const struct cycle *c, const struct person *p, struct date day);
// Whether the conversation was held so long ago that the plan should be agreed.
bool coverage_plan_is_overdue(const struct cycle *c, const struct person *p, struct date day);
// How many follow-ups are counted for each person: one a window, 1 in a cycle without windows.
size_t coverage_follow_up_count(const struct cycle *c);
// Whether follow-up i, from 0, is one that the person can have: they are there when its window
// ends, and have had their conversation. What has been held they have had. p NULL, or nobody in
// particular: yes.
bool coverage_can_have_follow_up(const struct cycle *c, const struct person *p, size_t i);
// Follow-up i, from 0.
enum talk_state coverage_follow_up(const struct cycle *c, const struct person *p, size_t i,
                                   struct date day);
// Whether the cycle says when evaluations are due: without, there is nothing that they are part of.
bool coverage_has_evaluation(const struct cycle *c);
enum talk_state coverage_evaluation(const struct cycle *c, const struct person *p, struct date day);
// Only a measure with a last day can be overdue.
bool coverage_measure_is_overdue(const struct measure *m, struct date day);
// Whether measures are expected of a person: not of those who are away or have left.
bool coverage_expects_measures(const struct person *p, struct date day);
bool coverage_goal_is_dropped(const struct plan *plan, const struct goal *g);
// How many of the person's measures are overdue and expected.
size_t coverage_measures_overdue(const struct person *p, struct date day);

// What a person can lack.
enum need { NEED_DATE, NEED_CONVERSATION, NEED_PLAN, NEED_FOLLOW_UP, NEED_EVALUATION, NEED_KINDS };
extern const char *const need_names[];  // as on the command line; index by the enum

struct need_state {
    // NONE: it is not expected of this person. LATER: nothing is to be done yet. DUE: it is to be
    // done now. HELD: they have it.
    enum talk_state state;
    // The first day on which it is due, and the last; each may be unset. A plan's are known when
    // the conversation has been held.
    struct date from, to;
};

// How it stands with one need on a day; i: which follow-up, from 0. A day for the conversation is
// due as many days before its window as notice is given; a conversation on the day agreed on; a
// plan from the conversation on.
struct need_state coverage_need(const struct cycle *c, const struct person *p, enum need need,
                                size_t i, struct date day);

struct reminder_scope {  // what reminders are about
    unsigned needs;      // 1 << enum need; 0: all, of an employee's own what is theirs to do
    bool overdue;        // only what is past its day
    bool own;            // to the person, and not to the leader
};
// Whether a reminder names this; if so, how it stands. A conversation without a day is named as
// that: first the day has to be agreed on.
bool coverage_reminds(const struct cycle *c, const struct person *p, enum need need, size_t i,
                      const struct reminder_scope *scope, struct need_state *out);
// Whether it names anything of this person.
bool coverage_reminds_any(const struct cycle *c, const struct person *p,
                          const struct reminder_scope *scope);

struct person_coverage {  // all of it for one person
    enum conversation_state conversation;
    enum plan_state plan;
    bool plan_overdue;
    enum talk_state follow_ups[FOLLOW_UPS_MAX], evaluation;
    size_t measures_overdue;
};

struct coverage {  // counts of it for many
    size_t people;
    size_t conversations[CONVERSATION_STATES], plans[PLAN_STATES], plans_overdue;
    size_t follow_ups[TALK_STATES], evaluations[TALK_STATES];
    size_t measures_overdue;
};

struct person_coverage coverage_of(const struct cycle *c, const struct person *p, struct date day);
// Adds one person to counts, or counts to counts.
void coverage_add(struct coverage *all, const struct cycle *c, const struct person_coverage *one);
void coverage_sum(struct coverage *all, const struct coverage *part);
size_t coverage_conversations_due(const struct coverage *k);  // held or expected to be
size_t coverage_plans_due(const struct coverage *k);          // handed in or expected to be
// held or expected to be, sooner or later
size_t coverage_talks_due(const size_t talks[TALK_STATES]);
size_t coverage_talks_begun(const size_t talks[TALK_STATES]);  // held, or their window has begun

#endif
