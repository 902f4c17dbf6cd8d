// Goals and measures that are not there yet, and the ids that they have.
#include "compose/values/blank.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "compose/values/plan.h"
#include "compose/values/sheets.h"

static const struct plan no_plan;  // whose goals they are

// ---- In place of a list that is empty

bool blank_has_items(enum value_type type)
{
    return type == TYPE_GOAL;
}

// w1 … among work goals, d1 … among development goals.
const void *blank_item(const struct env *e, const struct value_ref *ref, size_t n)
{
    const char *list = ref->entry->path;
    char letter = 'g';
    if (!strcmp(list, "plan.work-goals")) letter = 'w';
    if (!strcmp(list, "plan.development-goals")) letter = 'd';
    struct goal *goal = ARENA_NEW(e->arena, struct goal);
    struct plan_goal *item = ARENA_NEW(e->arena, struct plan_goal);
    goal->id = arena_printf(e->arena, "%c%zu", letter, n);
    *item = (struct plan_goal){.plan = &no_plan, .goal = goal};
    if (ref->type == TYPE_SHEET) item->sheet = values_sheets_number(ref->item);
    item->on_sheet = item->sheet;
    return item;
}

// ---- Behind the goals of a plan

// 3 for "g3" and "m3"; 0: the id does not end in a number.
static unsigned number_in(const char *id)
{
    enum { DIGITS = 6 };
    const char *s = id + strcspn(id, "0123456789");
    return *s && strspn(s, "0123456789") == strlen(s) && strlen(s) <= DIGITS ? (unsigned)atoi(s)
                                                                             : 0;
}

static unsigned highest_number(const struct plan *p)
{
    unsigned highest = 0;
    for (size_t i = 0; p && i < p->goal_count; i++) {
        unsigned n = number_in(p->goals[i].id);
        if (n > highest) highest = n;
        for (size_t k = 0; k < p->goals[i].measure_count; k++) {
            n = number_in(p->goals[i].measures[k].id);
            if (n > highest) highest = n;
        }
    }
    return highest;
}

static unsigned next_row(const struct env *e)
{
    assert(e->form);
    if (!e->form->rows) e->form->rows = highest_number(e->person ? e->person->plan : NULL);
    return ++e->form->rows;
}

const void *blank_goal(const struct env *e)
{
    struct goal *goal = ARENA_NEW(e->arena, struct goal);
    struct plan_goal *item = ARENA_NEW(e->arena, struct plan_goal);
    goal->id = arena_printf(e->arena, "g%u", next_row(e));
    *item = (struct plan_goal){.plan = &no_plan, .goal = goal};
    return item;
}

// The first measure of a goal that is new, too, has the goal's number.
struct value blank_measures(const struct env *e, const void *item, size_t count)
{
    const struct plan_goal *goal = item;
    struct measure *measures = ARENA_ARRAY(e->arena, struct measure, count);
    struct plan_measure *rows = ARENA_ARRAY(e->arena, struct plan_measure, count);
    for (size_t i = 0; i < count; i++) {
        bool first = !i && !goal->goal->text;
        unsigned number = first ? number_in(goal->goal->id) : next_row(e);
        measures[i].id = arena_printf(e->arena, "m%u", number);
        rows[i] = (struct plan_measure){goal, &measures[i], true};
    }
    return value_of_list(e->arena, rows, count, sizeof *rows);
}
