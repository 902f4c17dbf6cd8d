// Values of the people that a leader leads: when each conversation is, and how last period's plan
// went. What a person's own pack says is read by the same getters.
#include <string.h>

#include "base/array.h"
#include "compose/values/plan.h"
#include "model/coverage.h"

static const struct person *person_of(const void *item)
{
    return item;
}

// Last period's plan; NULL: there is none, or it may not be read.
static const struct plan *last(const struct env *e, const void *item)
{
    return e->names_only ? NULL : person_of(item)->last_plan;
}

// ---- As in the person's own pack

struct value values_people_own(const struct env *e, const void *item, const char *path)
{
    struct value_ref ref;
    struct env about = *e;
    about.person = item;
    if (!value_find_in(e, TYPE_DOCUMENT, NULL, SCOPE_PERSON, path, &ref)) return (struct value){0};
    return ref.entry->get(&about, NULL);
}

static struct value own_plan(const struct env *e, const void *item, const char *path)
{
    return last(e, item) ? values_people_own(e, item, path) : (struct value){0};
}

GETTER(name)
{
    return values_people_own(e, item, "employee.distinct-name");
}
GETTER(title)
{
    return values_people_own(e, item, "employee.title");
}
GETTER(email)
{
    return values_people_own(e, item, "employee.email");
}
GETTER(leader_name)
{
    return values_people_own(e, item, "leader.distinct-name");
}
GETTER(holder_name)
{
    return values_people_own(e, item, "holder.name");
}
GETTER(holder_other)
{
    return values_people_own(e, item, "holder.other");
}
GETTER(agreed)
{
    return values_people_own(e, item, "conversation.agreed");
}
GETTER(at)
{
    return values_people_own(e, item, "conversation.at");
}
GETTER(place)
{
    return values_people_own(e, item, "conversation.place");
}
GETTER(window)
{
    return values_people_own(e, item, "window");
}
GETTER(window_own)
{
    return values_people_own(e, item, "window.own");
}
GETTER(last_plan_exists)
{
    return own_plan(e, item, "last-plan");
}
GETTER(last_period)
{
    return own_plan(e, item, "last-plan.period");
}
GETTER(last_goals)
{
    return own_plan(e, item, "last-plan.goals");
}

GETTER(unit_name)
{
    const struct unit *u = person_of(item)->unit;
    return u ? value_of_localized(e, &u->name) : (struct value){0};
}

// ---- What the leader has to know of them

GETTER(leads)
{
    return value_of_flag(cycle_person_leads(item));
}

static bool has_new_leader(const struct env *e, const struct person *p)
{
    const struct plan *plan = last(e, p);
    return plan && !cycle_plan_is_with(plan, p->leader);
}

GETTER(new_leader)
{
    return value_of_flag(has_new_leader(e, item));
}

static struct value note(const struct env *e, bool applies, const char *key)
{
    return value_of_text(applies ? words_text(e->words, key) : NULL);
}

GETTER(note_leads)
{
    return note(e, cycle_person_leads(item), "people.leads");
}
GETTER(note_new_leader)
{
    return note(e, has_new_leader(e, item), "people.new-leader");
}
GETTER(note_own_window)
{
    return note(e, values_people_own(e, item, "window.own").flag, "people.own-window");
}

GETTER(note_holder)
{
    if (!values_people_own(e, item, "holder.other").flag) return (struct value){0};
    struct value holder = values_people_own(e, item, "holder.name");
    return value_of_text(words_fill(e->arena, words_text(e->words, "people.holder"),
                                    &(struct word_arg){"name", holder.text}, holder.set));
}

// ---- Last period's plan at a glance: numbers, never what anybody wrote about it

// "3 mål", or that there is no plan.
GETTER(summary)
{
    if (e->names_only) return (struct value){0};
    int n = last(e, item) ? (int)last(e, item)->goal_count : 0;
    const char *goals = words_count(e->arena, e->words, "counts.goals", n);
    return value_of_text(n ? goals : words_text(e->words, "people.no-plan"));
}

static int count_attained(const struct plan *p, enum attainment a)
{
    int n = 0;
    for (size_t i = 0; i < p->goal_count; i++) n += p->goals[i].attainment == a;
    return n;
}

// "2 nådd", "1 delvis nådd": only the results that some goal has.
GETTER(results)
{
    static const char *const keys[] = {
        [ATTAINMENT_MET] = "counts.met",         [ATTAINMENT_PARTLY] = "counts.partly",
        [ATTAINMENT_NOT_MET] = "counts.not-met", [ATTAINMENT_DROPPED] = "counts.dropped",
        [ATTAINMENT_NONE] = "counts.unassessed",
    };
    static const enum attainment sequence[] = {
        ATTAINMENT_MET, ATTAINMENT_PARTLY, ATTAINMENT_NOT_MET, ATTAINMENT_DROPPED, ATTAINMENT_NONE};
    enum { KINDS = COUNT(sequence) };
    const void **items = ARENA_ARRAY(e->arena, const void *, KINDS);
    size_t count = 0;
    for (size_t i = 0; last(e, item) && i < KINDS; i++) {
        int n = count_attained(last(e, item), sequence[i]);
        if (n) items[count++] = words_count(e->arena, e->words, keys[sequence[i]], n);
    }
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(overdue)
{
    const struct plan *p = last(e, item);
    const void **items = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; p && i < p->goal_count; i++) {
        const struct goal *g = &p->goals[i];
        struct plan_goal *goal = ARENA_NEW(e->arena, struct plan_goal);
        *goal = (struct plan_goal){.plan = p, .goal = g};
        for (size_t k = 0; k < g->measure_count && !coverage_goal_is_dropped(p, g); k++) {
            if (!coverage_measure_is_overdue(&g->measures[k], e->cycle->as_of)) continue;
            struct plan_measure *measure = ARENA_NEW(e->arena, struct plan_measure);
            *measure = (struct plan_measure){goal, &g->measures[k], false};
            *ARENA_PUSH(e->arena, items, count, room) = measure;
        }
    }
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(overdue_count)
{
    return value_of_count((int)overdue(e, item).list.count);
}

static const struct value_entry of_person[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, name, NULL, 0},
    {"title", SCOPE_PERSON, VALUE_TEXT, title, NULL, 0},
    {"email", SCOPE_PERSON, VALUE_CONTACT, email, NULL, 0},
    {"unit.name", SCOPE_PERSON, VALUE_TEXT, unit_name, NULL, 0},
    {"leader.name", SCOPE_PERSON, VALUE_TEXT, leader_name, NULL, 0},
    {"holder.name", SCOPE_PERSON, VALUE_TEXT, holder_name, NULL, 0},
    {"holder.other", SCOPE_PERSON, VALUE_FLAG, holder_other, NULL, 0},
    {"conversation.agreed", SCOPE_PERSON, VALUE_FLAG, agreed, NULL, 0},
    {"conversation.at", SCOPE_PERSON, VALUE_DATETIME, at, NULL, 0},
    {"conversation.place", SCOPE_PERSON, VALUE_TEXT, place, NULL, 0},
    {"window", SCOPE_PERSON, VALUE_WINDOW, window, NULL, 0},
    {"window.own", SCOPE_PERSON, VALUE_FLAG, window_own, NULL, 0},
    {"leads", SCOPE_PERSON, VALUE_FLAG, leads, NULL, 0},
    {"new-leader", SCOPE_PERSON, VALUE_FLAG, new_leader, NULL, 0},
    {"note.leads", SCOPE_PERSON, VALUE_TEXT, note_leads, NULL, 0},
    {"note.new-leader", SCOPE_PERSON, VALUE_TEXT, note_new_leader, NULL, 0},
    {"note.own-window", SCOPE_PERSON, VALUE_TEXT, note_own_window, NULL, 0},
    {"note.holder", SCOPE_PERSON, VALUE_TEXT, note_holder, NULL, 0},
    {"last-plan", SCOPE_PERSON, VALUE_FLAG, last_plan_exists, NULL, 0},
    {"last-plan.period", SCOPE_PERSON, VALUE_TEXT, last_period, NULL, 0},
    {"last-plan.goals", SCOPE_PERSON, VALUE_LIST, last_goals, NULL, TYPE_GOAL},
    {"last-plan.summary", SCOPE_PERSON, VALUE_TEXT, summary, NULL, 0},
    {"last-plan.results", SCOPE_PERSON, VALUE_LIST, results, NULL, TYPE_NAME},
    {"last-plan.overdue", SCOPE_PERSON, VALUE_LIST, overdue, NULL, TYPE_MEASURE},
    {"last-plan.overdue-count", SCOPE_PERSON, VALUE_COUNT, overdue_count, "counts.overdue", 0},
};
const struct value_table values_of_person = {of_person, COUNT(of_person)};
