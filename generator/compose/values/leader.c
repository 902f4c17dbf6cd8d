// Values of a leader: the people whose conversations they are accountable for, and the units that
// they lead.
#include <string.h>

#include "base/array.h"
#include "compose/values/value.h"

// ---- People

struct people_list {
    const struct env *env;
    const void **items;
    size_t count, room;
};

static void add(struct people_list *l, const void *item)
{
    *ARENA_PUSH(l->env->arena, l->items, l->count, l->room) = item;
}

static void add_once(struct people_list *l, const void *item)
{
    size_t i = 0;
    while (i < l->count && l->items[i] != item) i++;
    if (i == l->count) add(l, item);
}

static struct value value_of(const struct people_list *l)
{
    return (struct value){.set = l->count > 0, .list = {l->items, l->count}};
}

static struct people_list people_who(const struct env *e,
                                     bool (*wanted)(const struct cycle *, const struct person *))
{
    struct people_list l = {.env = e};
    for (size_t i = 0; i < e->person->people_count; i++)
        if (wanted(e->cycle, e->person->people[i])) add(&l, e->person->people[i]);
    return l;
}

static bool is_due(const struct cycle *c, const struct person *p)
{
    return cycle_person_pack(c, p) == PACK_DUE;
}

static bool has_no_time(const struct cycle *c, const struct person *p)
{
    return is_due(c, p) && !date_is_set(p->conversation_at.date);
}

static bool is_leader_without_time(const struct cycle *c, const struct person *p)
{
    return has_no_time(c, p) && cycle_person_leads(p);
}

static bool is_not_due(const struct cycle *c, const struct person *p)
{
    enum pack_absence why = cycle_person_pack(c, p);
    return why == PACK_NOT_NEEDED || why == PACK_AWAY;
}

static bool has_goals(const struct cycle *c, const struct person *p)
{
    (void)c;
    return p->plan && p->plan->goal_count;
}

static bool has_last_plan(const struct cycle *c, const struct person *p)
{
    return is_due(c, p) && p->last_plan && p->last_plan->goal_count;
}

static int compare_times(struct datetime a, struct datetime b)
{
    int difference = date_compare(a.date, b.date);
    if (!difference) difference = a.hour - b.hour;
    return difference ? difference : a.minute - b.minute;
}

// The order of the conversations: those with a time by their times, then the others.
static bool is_before(const struct person *a, const struct person *b)
{
    bool a_set = date_is_set(a->conversation_at.date), b_set = date_is_set(b->conversation_at.date);
    return a_set && (!b_set || compare_times(a->conversation_at, b->conversation_at) < 0);
}

// Insertion keeps the cascade's order among equals; a leader's people are few.
static void sort_by_time(struct people_list *l)
{
    for (size_t i = 1; i < l->count; i++) {
        const void *one = l->items[i];
        size_t at = i;
        for (; at && is_before(one, l->items[at - 1]); at--) l->items[at] = l->items[at - 1];
        l->items[at] = one;
    }
}

GETTER(people)
{
    struct people_list l = people_who(e, is_due);
    sort_by_time(&l);
    return value_of(&l);
}

// Those with a last plan to be shown before the others.
GETTER(by_plan)
{
    struct value all = people(e, item);
    struct people_list l = {.env = e};
    for (int with = 1; with >= 0; with--)
        for (size_t i = 0; all.set && i < all.list.count; i++)
            if ((!e->names_only && has_last_plan(e->cycle, all.list.items[i])) == with)
                add(&l, all.list.items[i]);
    return value_of(&l);
}

static struct value those_who(const struct env *e,
                              bool (*wanted)(const struct cycle *, const struct person *))
{
    struct people_list l = people_who(e, wanted);
    return value_of(&l);
}

GETTER(people_count)
{
    return value_of_count((int)people_who(e, is_due).count);
}
GETTER(without_time)
{
    return those_who(e, has_no_time);
}
GETTER(leaders_without_time)
{
    return those_who(e, is_leader_without_time);
}
GETTER(not_due)
{
    return those_who(e, is_not_due);
}
GETTER(pages)
{
    return value_of_flag(!e->is_short);
}
GETTER(names_only)
{
    return value_of_flag(e->names_only);
}
GETTER(any_plan)
{
    return value_of_flag(!e->names_only && people_who(e, has_goals).count);
}
GETTER(any_last_plan)
{
    return value_of_flag(!e->names_only && people_who(e, has_last_plan).count);
}

// People whose conversations this person holds for another leader, who is accountable for them.
GETTER(holds)
{
    struct people_list l = {.env = e};
    for (size_t i = 0; i < e->cycle->person_count; i++) {
        const struct person *p = e->cycle->people[i];
        if (p->held_by == e->person && p->leader != e->person && is_due(e->cycle, p)) add(&l, p);
    }
    sort_by_time(&l);
    return value_of(&l);
}

static struct window window_union(struct window a, struct window b)
{
    if (!date_is_set(a.from) || date_compare(b.from, a.from) < 0) a.from = b.from;
    if (!date_is_set(a.to) || date_compare(b.to, a.to) > 0) a.to = b.to;
    return a;
}

// From the first day to the last of everyone's windows, but for newcomers', which may be months
// later.
GETTER(people_window)
{
    struct people_list l = people_who(e, is_due);
    struct window all = {0};
    for (size_t i = 0; i < l.count; i++) {
        const struct person *p = l.items[i];
        if (!cycle_person_is_newcomer(e->cycle, p))
            all = window_union(all, cycle_person_window(e->cycle, p));
    }
    return value_of_window(all);
}

// ---- Units

static bool leads(const struct env *e, const struct unit *u)
{
    return (u->leader == e->person || u->acting == e->person) &&
           cycle_unit_leader_on(u, e->cycle->as_of) == e->person;
}

static struct value units_led(const struct env *e, bool only_acting)
{
    struct people_list l = {.env = e};
    for (size_t i = 0; i < e->cycle->unit_count; i++) {
        struct unit *u = e->cycle->units[i];
        if (leads(e, u) && (!only_acting || u->leader != e->person)) add(&l, u);
    }
    return value_of(&l);
}

GETTER(led_units)
{
    return units_led(e, false);
}
GETTER(led_plans_shown)
{
    return value_of_flag(!e->names_only && led_units(e, item).set);
}
GETTER(acting_units)
{
    return units_led(e, true);
}

// The units whose focus areas frame the conversations.
GETTER(teams)
{
    struct people_list l = people_who(e, is_due), units = {.env = e};
    for (size_t i = 0; i < l.count; i++) {
        const struct person *p = l.items[i];
        if (p->unit) add_once(&units, cycle_framing_unit(e->cycle, p->unit, p));
    }
    return value_of(&units);
}

// Whether there is anybody in the unit to be told about the conversations.
static bool has_audience(const struct env *e, const struct unit *u)
{
    const struct cycle *c = e->cycle;
    for (size_t i = 0; i < u->person_count; i++)
        if (u->people[i] != e->person && is_due(c, u->people[i])) return true;
    for (size_t i = 0; i < e->person->people_count; i++) {
        const struct person *p = e->person->people[i];
        if (p->unit && is_due(c, p) && cycle_framing_unit(c, p->unit, p) == u) return true;
    }
    return false;
}

// The units whose people are told about the conversations together: the units led in which there is
// somebody, and where there are none, those of the leader's people.
GETTER(briefings)
{
    struct value led = led_units(e, item);
    struct people_list l = {.env = e};
    for (size_t i = 0; led.set && i < led.list.count; i++)
        if (has_audience(e, led.list.items[i])) add(&l, led.list.items[i]);
    return l.count ? value_of(&l) : teams(e, item);
}

static bool has_text(const struct env *e, const struct unit *u)
{
    const struct priorities *p = cycle_unit_priorities(e->cycle, u, e->words->language);
    bool found = p && p->intro;
    for (size_t i = 0; p && i < p->count && !found; i++)
        found = p->list[i].body && p->list[i].body->first;
    return found;
}

// The units from the root down to those of the briefings: each once, and only those whose focus
// areas have more to say than their titles.
GETTER(briefing_levels)
{
    struct value units = briefings(e, item);
    struct people_list l = {.env = e};
    struct unit *path[64];
    for (size_t i = 0; units.set && i < units.list.count; i++) {
        struct unit *u = e->cycle->units[((const struct unit *)units.list.items[i])->index];
        size_t depth = cycle_unit_path(u, path, COUNT(path));
        for (size_t k = 0; k < depth; k++)
            if (has_text(e, path[k])) add_once(&l, path[k]);
    }
    return value_of(&l);
}

static const struct value_entry entries[] = {
    {"people", SCOPE_PERSON, VALUE_LIST, people, NULL, TYPE_PERSON},
    {"people.by-plan", SCOPE_PERSON, VALUE_LIST, by_plan, NULL, TYPE_PERSON},
    {"people.count", SCOPE_PERSON, VALUE_COUNT, people_count, "counts.people", 0},
    {"people.without-time", SCOPE_PERSON, VALUE_LIST, without_time, NULL, TYPE_PERSON},
    {"people.leaders-without-time", SCOPE_PERSON, VALUE_LIST, leaders_without_time, NULL,
     TYPE_PERSON},
    {"people.not-due", SCOPE_PERSON, VALUE_LIST, not_due, NULL, TYPE_PERSON},
    {"people.pages", SCOPE_PERSON, VALUE_FLAG, pages, NULL, 0},
    {"people.names-only", SCOPE_PERSON, VALUE_FLAG, names_only, NULL, 0},
    {"people.plans", SCOPE_PERSON, VALUE_FLAG, any_plan, NULL, 0},
    {"people.last-plans", SCOPE_PERSON, VALUE_FLAG, any_last_plan, NULL, 0},
    {"people.window", SCOPE_PERSON, VALUE_WINDOW, people_window, NULL, 0},
    {"holds", SCOPE_PERSON, VALUE_LIST, holds, NULL, TYPE_PERSON},
    {"led-units", SCOPE_PERSON, VALUE_LIST, led_units, NULL, TYPE_UNIT},
    {"led-units.plans-shown", SCOPE_PERSON, VALUE_FLAG, led_plans_shown, NULL, 0},
    {"acting-units", SCOPE_PERSON, VALUE_LIST, acting_units, NULL, TYPE_UNIT},
    {"teams", SCOPE_PERSON, VALUE_LIST, teams, NULL, TYPE_UNIT},
    {"briefings", SCOPE_PERSON, VALUE_LIST, briefings, NULL, TYPE_UNIT},
    {"briefings.levels", SCOPE_PERSON, VALUE_LIST, briefing_levels, NULL, TYPE_UNIT},
};
const struct value_table values_leader = {entries, COUNT(entries)};

// ---- A unit, as its leader sees it

GETTER(acting_for)
{
    const struct unit *u = item;
    return value_of_text(u->leader && leads(e, u) && u->leader != e->person ? u->leader->name
                                                                            : NULL);
}

GETTER(acting_window)
{
    const struct unit *u = item;
    return leads(e, u) && u->leader != e->person ? value_of_window(u->acting_window)
                                                 : (struct value){0};
}

static void add_supported(struct people_list *l, const struct goal *g)
{
    if (g->attainment == ATTAINMENT_DROPPED) return;
    for (size_t i = 0; i < g->supports_count; i++)
        if (g->supports[i].priority) add_once(l, g->supports[i].priority);
}

// The focus areas that the goals of the leader's people support in this period, and all that these
// support in turn.
static struct people_list supported(const struct env *e)
{
    struct people_list l = {.env = e};
    for (size_t i = 0; !e->names_only && i < e->person->people_count; i++) {
        const struct plan *p = e->person->people[i]->plan;
        for (size_t g = 0; p && g < p->goal_count; g++) add_supported(&l, &p->goals[g]);
    }
    for (size_t i = 0; i < l.count; i++) {
        const struct priority *p = l.items[i];
        for (size_t k = 0; k < p->supports_count; k++) add_once(&l, p->supports[k]);
    }
    return l;
}

// Whether the list has the focus area, in any language.
static bool has_priority(const struct people_list *l, const struct priority *wanted)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct priority *p = l->items[i];
        if (p->file->unit == wanted->file->unit && !strcmp(p->id, wanted->id)) return true;
    }
    return false;
}

GETTER(without_goals)
{
    const struct priorities *p = cycle_unit_priorities(e->cycle, item, e->words->language);
    struct people_list there = supported(e), l = {.env = e};
    for (size_t i = 0; p && i < p->count; i++)
        if (!has_priority(&there, &p->list[i])) add(&l, &p->list[i]);
    return value_of(&l);
}

static const struct value_entry of_unit[] = {
    {"acting-for", SCOPE_PERSON, VALUE_TEXT, acting_for, NULL, 0},
    {"acting-window", SCOPE_PERSON, VALUE_WINDOW, acting_window, NULL, 0},
    {"priorities-without-goals", SCOPE_PERSON, VALUE_LIST, without_goals, NULL, TYPE_PRIORITY},
};
const struct value_table values_of_led_unit = {of_unit, COUNT(of_unit)};
