// Values of follow-up sheets, one for each formal follow-up of the cycle with what is recorded of
// it; and of the cycle's competences, with whether the person needs them.
#include "compose/values/sheets.h"

#include <string.h>

#include "base/array.h"
#include "compose/values/between_us.h"
#include "compose/values/plan.h"
#include "compose/words/format.h"
#include "model/coverage.h"

struct sheet {
    size_t number;                                 // of the cycle's, from 1
    size_t position, count;                        // of the person's own, from 1; of how many
    const struct follow_up_window *window, *next;  // this one's and the next one's; NULL: none
    const struct plan *plan;                       // NULL: none
    const struct follow_up *held;                  // what the plan says of it; NULL: nothing
};

// As many sheets as the cycle has windows for the person; in a cycle without windows one.
GETTER(sheets)
{
    const struct cycle *c = e->cycle;
    const struct plan *p = e->person->plan;
    size_t windows = c->follow_up_count ? c->follow_up_count : 1, count = 0;
    struct sheet *list = ARENA_ARRAY(e->arena, struct sheet, windows);
    for (size_t i = 0; i < windows; i++) {
        if (!coverage_can_have_follow_up(c, e->person, i)) continue;
        const struct follow_up_window *window = c->follow_up_count ? &c->follow_ups[i] : NULL;
        if (count) list[count - 1].next = window;
        size_t position = count + 1;
        list[count++] = (struct sheet){.number = i + 1,
                                       .position = position,
                                       .window = window,
                                       .plan = p,
                                       .held = cycle_follow_up(c, p, i)};
    }
    for (size_t i = 0; i < count; i++) list[i].count = count;
    return VALUE_LIST_OF(e, list, count);
}

// Those that the person can have, of the cycle's.
GETTER(follow_ups)
{
    const struct cycle *c = e->cycle;
    struct value v = VALUE_LIST_OF(e, c->follow_ups, c->follow_up_count);
    size_t count = 0;
    const void **items = ARENA_ARRAY(e->arena, const void *, c->follow_up_count);
    for (size_t i = 0; i < c->follow_up_count; i++)
        if (coverage_can_have_follow_up(c, e->person, i)) items[count++] = &c->follow_ups[i];
    if (!count) return (struct value){0};
    v.list.items = items;
    v.list.count = count;
    return v;
}

// ---- One sheet

static struct value number(const struct env *e, size_t n)
{
    return value_of_text(arena_printf(e->arena, "%zu", n));
}

size_t values_sheets_number(const void *sheet)
{
    return ((const struct sheet *)sheet)->number;
}

static const struct sheet *sheet_of(const void *item)
{
    return item;
}

GETTER(sheet_number)
{
    return number(e, sheet_of(item)->position);
}
GETTER(sheet_count)
{
    return number(e, sheet_of(item)->count);
}
GETTER(sheet_name)
{
    return value_of_text(sheet_of(item)->window ? sheet_of(item)->window->name : NULL);
}

static struct value window_of(const struct follow_up_window *w)
{
    return w ? value_of_window(w->window) : (struct value){0};
}

GETTER(sheet_window)
{
    return window_of(sheet_of(item)->window);
}
GETTER(sheet_next)
{
    return window_of(sheet_of(item)->next);
}
GETTER(sheet_last)
{
    return value_of_flag(sheet_of(item)->number == sheet_of(item)->count);
}

GETTER(sheet_held)
{
    const struct follow_up *f = sheet_of(item)->held;
    return value_of_date(f ? f->held : (struct date){0});
}

GETTER(sheet_learnt)
{
    const struct sheet *s = item;
    return values_between_us(e, s->plan, s->held ? s->held->learnt : NULL);
}

GETTER(sheet_next_steps)
{
    const struct sheet *s = item;
    return values_between_us(e, s->plan, s->held ? s->held->next_steps : NULL);
}

GETTER(sheet_changes)
{
    const struct sheet *s = item;
    return values_between_us(e, s->plan, s->held ? s->held->changes : NULL);
}

GETTER(sheet_next_date)
{
    const struct follow_up *f = sheet_of(item)->held;
    return f ? value_of_text(format_deadline(e->arena, e->words, &f->next_date))
             : (struct value){0};
}

GETTER(sheet_next_time)
{
    return value_of_text(sheet_of(item)->held ? sheet_of(item)->held->next_time : NULL);
}
GETTER(sheet_next_place)
{
    return value_of_text(sheet_of(item)->held ? sheet_of(item)->held->next_place : NULL);
}

GETTER(sheet_goals)
{
    const struct sheet *s = item;
    if (!s->plan || !s->plan->goal_count) return (struct value){0};
    struct plan_goal *goals = ARENA_ARRAY(e->arena, struct plan_goal, s->plan->goal_count);
    for (size_t i = 0; i < s->plan->goal_count; i++)
        goals[i] = (struct plan_goal){s->plan, &s->plan->goals[i], s->held, true, s->number};
    return VALUE_LIST_OF(e, goals, s->plan->goal_count);
}

static const struct value_entry of_sheet[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, sheet_name, NULL, 0},
    {"number", SCOPE_PERSON, VALUE_TEXT, sheet_number, NULL, 0},
    {"count", SCOPE_PERSON, VALUE_TEXT, sheet_count, NULL, 0},
    {"window", SCOPE_PERSON, VALUE_WINDOW, sheet_window, NULL, 0},
    {"next", SCOPE_PERSON, VALUE_WINDOW, sheet_next, NULL, 0},
    {"last", SCOPE_PERSON, VALUE_FLAG, sheet_last, NULL, 0},
    {"held", SCOPE_PERSON, VALUE_DATE, sheet_held, NULL, 0},
    {"learnt", SCOPE_PERSON, VALUE_TEXT, sheet_learnt, NULL, 0},
    {"changes", SCOPE_PERSON, VALUE_TEXT, sheet_changes, NULL, 0},
    {"next-steps", SCOPE_PERSON, VALUE_TEXT, sheet_next_steps, NULL, 0},
    {"next-date", SCOPE_PERSON, VALUE_TEXT, sheet_next_date, NULL, 0},
    {"next-time", SCOPE_PERSON, VALUE_TEXT, sheet_next_time, NULL, 0},
    {"next-place", SCOPE_PERSON, VALUE_TEXT, sheet_next_place, NULL, 0},
    {"goals", SCOPE_PERSON, VALUE_LIST, sheet_goals, NULL, TYPE_GOAL},
};
const struct value_table values_of_sheet = {of_sheet, COUNT(of_sheet)};

// ---- A follow-up of the cycle, as this person's plan has it

GETTER(planned)
{
    const struct follow_up_window *window = item;
    const struct follow_up *f = cycle_follow_up(e->cycle, e->person->plan,
                                                (size_t)(window - e->cycle->follow_ups));
    return f ? value_of_text(format_deadline(e->arena, e->words, &f->planned)) : (struct value){0};
}

static const struct value_entry of_planned[] = {
    {"planned", SCOPE_PERSON, VALUE_TEXT, planned, NULL, 0}};
const struct value_table values_of_planned = {of_planned, 1};

// ---- Competences

struct needed {
    const struct competence *competence;
    bool needed;
};

static bool needs(const struct plan *p, const char *id)
{
    for (size_t i = 0; p && i < p->competence_need_count; i++)
        if (!strcmp(p->competence_needs[i], id)) return true;
    return false;
}

GETTER(competences)
{
    const struct cycle *c = e->cycle;
    struct needed *list = ARENA_ARRAY(e->arena, struct needed, c->competence_count);
    for (size_t i = 0; i < c->competence_count; i++)
        list[i] = (struct needed){&c->competences[i], needs(e->person->plan, c->competences[i].id)};
    return VALUE_LIST_OF(e, list, c->competence_count);
}

GETTER(competence_name)
{
    return value_of_text(((const struct needed *)item)->competence->name);
}
GETTER(competence_id)
{
    return value_of_text(((const struct needed *)item)->competence->id);
}
GETTER(competence_needed)
{
    return value_of_flag(((const struct needed *)item)->needed);
}

static const struct value_entry of_competence[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, competence_name, NULL, 0},
    {"id", SCOPE_PERSON, VALUE_TEXT, competence_id, NULL, 0},
    {"needed", SCOPE_PERSON, VALUE_FLAG, competence_needed, NULL, 0},
};
const struct value_table values_of_competence = {of_competence, COUNT(of_competence)};

static const struct value_entry entries[] = {
    {"employee.follow-ups", SCOPE_PERSON, VALUE_LIST, follow_ups, NULL, TYPE_FOLLOW_UP},
    {"sheets", SCOPE_PERSON, VALUE_LIST, sheets, NULL, TYPE_SHEET},
    {"plan.competences", SCOPE_PERSON, VALUE_LIST, competences, NULL, TYPE_COMPETENCE},
};
const struct value_table values_sheets = {entries, COUNT(entries)};
