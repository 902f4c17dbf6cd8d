// Values of the focus areas that a form offers for a person's goals to support: those of the units
// where the person works, or of the nearest unit above that has any; on a blank form the
// organisation's. Behind them stand those that goals of the plan support already. So the list is
// the same for all goals of a plan, and its numbers can stand for it.
#include <string.h>

#include "base/array.h"
#include "compose/values/plan.h"
#include "compose/values/thread.h"

struct plan_area {
    const struct priority *priority;  // in the document's language, where it is written in that
    size_t number;                    // from 1
    bool supported;                   // by the goal whose list it is in
};

struct area_list {
    struct plan_area *areas;
    size_t count, room;
};

static bool is_same(const struct priority *a, const struct priority *b)
{
    return a->file->unit == b->file->unit && !strcmp(a->id, b->id);
}

static void add_area(const struct env *e, struct area_list *l, const struct priority *p)
{
    for (size_t i = 0; i < l->count; i++)
        if (is_same(l->areas[i].priority, p)) return;
    size_t number = l->count + 1;
    *ARENA_PUSH(e->arena, l->areas, l->count, l->room) = (struct plan_area){
        values_thread_priority_in_language(e, p), number, false};
}

static void add_of_unit(const struct env *e, struct area_list *l, const struct unit *u)
{
    const struct priorities *p = NULL;
    for (; u && !(p && p->count); u = u->parent)
        p = cycle_unit_priorities(e->cycle, u, e->words->language);
    for (size_t i = 0; p && i < p->count; i++) add_area(e, l, &p->list[i]);
}

static struct area_list offered(const struct env *e, const struct plan *plan)
{
    struct area_list l = {0};
    for (size_t i = 0; i < e->unit_count; i++) add_of_unit(e, &l, e->units[i]);
    if (!e->unit_count) add_of_unit(e, &l, e->cycle->root);
    for (size_t i = 0; plan && i < plan->goal_count; i++)
        for (size_t k = 0; k < plan->goals[i].supports_count; k++)
            if (plan->goals[i].supports[k].priority)
                add_area(e, &l, plan->goals[i].supports[k].priority);
    return l;
}

static const struct plan *plan_of(const struct env *e)
{
    return e->person ? e->person->plan : NULL;
}

GETTER(plan_areas)
{
    struct area_list l = offered(e, plan_of(e));
    return VALUE_LIST_OF(e, l.areas, l.count);
}

// Of a goal that is not there yet, those of the plan that it is to stand in.
GETTER(goal_areas)
{
    const struct plan_goal *g = item;
    struct area_list l = offered(e, g->plan->goal_count ? g->plan : plan_of(e));
    for (size_t i = 0; i < l.count; i++)
        for (size_t k = 0; k < g->goal->supports_count; k++) {
            const struct priority *p = g->goal->supports[k].priority;
            l.areas[i].supported |= p && is_same(p, l.areas[i].priority);
        }
    return VALUE_LIST_OF(e, l.areas, l.count);
}

static const struct value_entry entries[] = {
    {"plan.areas", SCOPE_PERSON, VALUE_LIST, plan_areas, NULL, TYPE_AREA}};
const struct value_table values_areas = {entries, COUNT(entries)};

static const struct value_entry of_goal[] = {
    {"areas", SCOPE_PERSON, VALUE_LIST, goal_areas, NULL, TYPE_AREA}};
const struct value_table values_areas_of_goal = {of_goal, COUNT(of_goal)};

// ---- One of them

static const struct plan_area *area_of(const void *item)
{
    return item;
}

GETTER(area_name)
{
    const struct priority *p = area_of(item)->priority;
    struct value v = value_of_text(doc_plain(e->arena, p->title));
    v.place = p->place;
    if (p->file->language && strcmp(p->file->language, e->words->language))
        v.language = p->file->language;
    return v;
}
GETTER(area_id)
{
    return value_of_text(area_of(item)->priority->id);
}
GETTER(area_number)
{
    return value_of_text(arena_printf(e->arena, "%zu", area_of(item)->number));
}
GETTER(area_supported)
{
    return value_of_flag(area_of(item)->supported);
}

static const struct value_entry of_area[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, area_name, NULL, 0},
    {"id", SCOPE_PERSON, VALUE_TEXT, area_id, NULL, 0},
    {"number", SCOPE_PERSON, VALUE_TEXT, area_number, NULL, 0},
    {"supported", SCOPE_PERSON, VALUE_FLAG, area_supported, NULL, 0},
};
const struct value_table values_of_area = {of_area, COUNT(of_area)};
