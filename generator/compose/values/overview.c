// Values of how far a leader's people have come: their plans in numbers, what is next and what is
// late, as one line a person.
#include <string.h>

#include "base/array.h"
#include "compose/values/plan.h"
#include "compose/words/format.h"
#include "model/coverage.h"

// ---- One person

// The person's plan of this period; NULL: there is none, or it may not be read.
static const struct plan *plan_of(const struct env *e, const void *item)
{
    const struct person *p = item;
    return e->names_only || p->plan_has_errors ? NULL : p->plan;
}

// "Avtalt", "Utkast" or "Ikke levert"; while no plan is expected yet, nothing.
GETTER(plan_state)
{
    static const char *const keys[PLAN_STATES] = {[PLAN_MISSING] = "overview.missing",
                                                  [PLAN_DRAFT] = "overview.draft",
                                                  [PLAN_AGREED] = "overview.agreed"};
    if (e->names_only) return (struct value){0};
    const char *key = keys[coverage_plan(e->cycle, item, e->cycle->as_of)];
    return value_of_text(key ? words_text(e->words, key) : NULL);
}

GETTER(goal_count)
{
    const struct plan *p = plan_of(e, item);
    return value_of_count(p ? (int)p->goal_count : 0);
}

static bool is_over(const struct plan *p, const struct goal *g)
{
    return coverage_goal_is_dropped(p, g) || cycle_goal_status(p, g) == PROGRESS_DONE;
}

// "2 i rute", "1 forsinket": only what some goal is.
GETTER(progress)
{
    static const char *const keys[] = {
        [PROGRESS_NOT_STARTED] = "counts.not-started",
        [PROGRESS_ON_TRACK] = "counts.on-track",
        [PROGRESS_DELAYED] = "counts.delayed",
        [PROGRESS_NEEDS_HELP] = "counts.needs-help",
        [PROGRESS_DONE] = "counts.done",
        [PROGRESS_DROPPED] = "counts.given-up",
    };
    const struct plan *p = plan_of(e, item);
    int counts[COUNT(keys)] = {0};
    const void **items = ARENA_ARRAY(e->arena, const void *, COUNT(keys));
    size_t count = 0;
    for (size_t i = 0; p && i < p->goal_count; i++) counts[cycle_goal_status(p, &p->goals[i])]++;
    for (size_t i = PROGRESS_NOT_STARTED; i < COUNT(keys); i++)
        if (counts[i]) items[count++] = words_count(e->arena, e->words, keys[i], counts[i]);
    return (struct value){.set = count > 0, .list = {items, count}};
}

// The open measure with the nearest deadline that is not past; NULL: none has one.
static const struct measure *next_measure(const struct env *e, const void *item)
{
    const struct plan *p = plan_of(e, item);
    const struct measure *next = NULL;
    for (size_t i = 0; p && i < p->goal_count; i++) {
        const struct goal *g = &p->goals[i];
        for (size_t k = 0; k < g->measure_count && !is_over(p, g); k++) {
            const struct measure *m = &g->measures[k];
            struct date last = m->deadline.last;
            if (m->is_done || !date_is_set(last)) continue;
            if (date_compare(last, e->cycle->as_of) < 0) continue;
            if (!next || date_compare(last, next->deadline.last) < 0) next = m;
        }
    }
    return next;
}

GETTER(next_deadline)
{
    const struct measure *m = next_measure(e, item);
    return value_of_text(m ? format_deadline(e->arena, e->words, &m->deadline) : NULL);
}
GETTER(next_what)
{
    const struct measure *m = next_measure(e, item);
    return value_of_text(m ? m->what : NULL);
}

GETTER(needs)
{
    return plan_of(e, item) ? values_people_own(e, item, "plan.competence-needs")
                            : (struct value){0};
}

static const char *late_follow_up(const struct env *e, size_t i)
{
    const struct cycle *c = e->cycle;
    if (i >= c->follow_up_count) return words_text(e->words, "overview.follow-up-late");
    return WORDS_FILL(e->arena, e->words, "overview.named-follow-up-late",
                      {"name", cycle_text_in(&c->follow_ups[i].name, e->words->language).text});
}

// What should have been done by now, in a few words each.
GETTER(late)
{
    const struct cycle *c = e->cycle;
    const void **items = NULL;
    size_t count = 0, room = 0;
    if (e->names_only) return (struct value){0};
    struct person_coverage k = coverage_of(c, item, c->as_of);
    if (k.conversation == CONVERSATION_OVERDUE)
        *ARENA_PUSH(e->arena, items, count, room) = words_text(e->words,
                                                               "overview.conversation-late");
    if (k.plan_overdue)
        *ARENA_PUSH(e->arena, items, count, room) = words_text(e->words, "overview.plan-late");
    for (size_t i = 0; i < coverage_follow_up_count(c); i++)
        if (k.follow_ups[i] == TALK_OVERDUE)
            *ARENA_PUSH(e->arena, items, count, room) = late_follow_up(e, i);
    if (k.evaluation == TALK_OVERDUE)
        *ARENA_PUSH(e->arena, items, count, room) = words_text(e->words,
                                                               "overview.evaluation-late");
    if (k.measures_overdue)
        *ARENA_PUSH(e->arena, items, count, room) = words_count(
            e->arena, e->words, "counts.measures", (int)k.measures_overdue);
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(held)
{
    return value_of_date(coverage_held_date(item));
}

// So many days after the conversation.
GETTER(plan_due)
{
    struct date day = coverage_held_date(item);
    int days = e->cycle->plan_within_days;
    return value_of_date(date_is_set(day) && days ? date_add_days(day, days) : (struct date){0});
}

static const struct value_entry of_person[] = {
    {"conversation.held", SCOPE_PERSON, VALUE_DATE, held, NULL, 0},
    {"plan.due", SCOPE_PERSON, VALUE_DATE, plan_due, NULL, 0},
    {"plan.state", SCOPE_PERSON, VALUE_TEXT, plan_state, NULL, 0},
    {"plan.goal-count", SCOPE_PERSON, VALUE_COUNT, goal_count, "counts.goals", 0},
    {"plan.progress", SCOPE_PERSON, VALUE_LIST, progress, NULL, TYPE_NAME},
    {"plan.next-deadline", SCOPE_PERSON, VALUE_TEXT, next_deadline, NULL, 0},
    {"plan.next-measure", SCOPE_PERSON, VALUE_TEXT, next_what, NULL, 0},
    {"plan.needs", SCOPE_PERSON, VALUE_LIST, needs, NULL, TYPE_NAME},
    {"late", SCOPE_PERSON, VALUE_LIST, late, NULL, TYPE_NAME},
};
const struct value_table values_of_followed_person = {of_person, COUNT(of_person)};
