// Counts and days of each person's plan in a leader's own directory, for HR.
#include "leader/deliver.h"

#include <stdlib.h>

#include "model/coverage.h"

_Static_assert((int)DELIVERED_FOLLOW_UPS == (int)FOLLOW_UPS_MAX, "as many as a cycle has");
_Static_assert((int)DELIVERED_NONE == (int)ATTAINMENT_NONE &&
                   (int)DELIVERED_MET == (int)ATTAINMENT_MET &&
                   (int)DELIVERED_PARTLY == (int)ATTAINMENT_PARTLY &&
                   (int)DELIVERED_NOT_MET == (int)ATTAINMENT_NOT_MET &&
                   (int)DELIVERED_DROPPED == (int)ATTAINMENT_DROPPED,
               "the same order");

static int by_day(const void *x, const void *y)
{
    return date_compare(*(const struct date *)x, *(const struct date *)y);
}

// Measures that are not done, by deadline; the earliest are kept.
static void keep_due(struct delivered_person *out, struct date *due, size_t count)
{
    size_t kept = count < DELIVERED_DUE_MAX ? count : DELIVERED_DUE_MAX;
    if (count) qsort(due, count, sizeof *due, by_day);
    out->due = due;
    out->due_count = (int)kept;
    out->measures_undated += (int)(count - kept);
}

static void count_measures(struct arena *a, struct delivered_person *out, const struct plan *plan)
{
    struct date *due = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct goal *g = &plan->goals[i];
        for (size_t k = 0; k < g->measure_count && !coverage_goal_is_dropped(plan, g); k++) {
            const struct measure *m = &g->measures[k];
            if (m->is_done) out->measures_done++;
            else if (date_is_set(m->deadline.last))
                *ARENA_PUSH(a, due, count, room) = m->deadline.last;
            else out->measures_undated++;
        }
    }
    keep_due(out, due, count);
}

static enum delivered_kind kind_of(enum goal_kind kind)
{
    if (kind == GOAL_WORK || kind == GOAL_TASK) return DELIVERED_WORK;
    bool development = kind == GOAL_PERSONAL || kind == GOAL_PROFESSIONAL;
    return development ? DELIVERED_DEVELOPMENT : DELIVERED_UNSTATED;
}

static void count_plan(struct arena *a, struct delivered_person *out, const struct cycle *c,
                       const struct plan *plan)
{
    out->held = plan->conversation_held;
    out->agreed_employee = plan->agreed_employee;
    out->agreed_leader = plan->agreed_leader;
    out->evaluation_held = plan->evaluation_held;
    out->evaluation_agreed_employee = plan->evaluation_agreed_employee;
    out->evaluation_agreed_leader = plan->evaluation_agreed_leader;
    for (size_t i = 0; i < coverage_follow_up_count(c); i++) {
        const struct follow_up *f = cycle_follow_up(c, plan, i);
        if (f) out->follow_ups[i] = f->held;
    }
    for (size_t i = 0; i < plan->goal_count; i++)
        out->goals[kind_of(plan->goals[i].kind)][plan->goals[i].attainment]++;
    count_measures(a, out, plan);
}

struct delivered deliver_make(struct arena *a, const struct cycle *c)
{
    struct delivered all = {.people = ARENA_ARRAY(a, struct delivered_person, c->person_count)};
    delivered_id_set(&all.organisation, c->organisation_id);
    delivered_id_set(&all.period, c->period);
    delivered_id_set(&all.leader, c->part_of->id);
    for (size_t i = 0; i < c->part_of->people_count; i++) {
        const struct person *p = c->part_of->people[i];
        struct delivered_person *one = &all.people[all.count];
        if (p->plan_has_errors || !delivered_id_set(&one->employee, p->id)) continue;
        one->planned = p->conversation_at.date;
        if (p->plan) count_plan(a, one, c, p->plan);
        all.count++;
    }
    return all;
}
