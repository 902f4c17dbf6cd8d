// Values of follow-up sheets, one for each formal follow-up of the cycle with what is recorded of
// it; and of the cycle's competences, with whether the person needs them.
#include "compose/values/sheets.h"

#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
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

static bool was_held(const struct env *e, size_t i)
{
    const struct follow_up *f = cycle_follow_up(e->cycle, e->person->plan, i);
    return f && date_is_set(f->held);
}

// What was held is archived, also of somebody who has left since.
static bool can_have(const struct env *e, size_t i)
{
    return coverage_can_have_follow_up(e->cycle, e->person, i) || (e->archived && was_held(e, i));
}

// Whether the sheet of follow-up i, from 0, is among those that are asked for.
static bool is_wanted(const struct env *e, size_t i, size_t made)
{
    if (e->archived) return was_held(e, i);
    if (e->follow_up) return e->follow_up < 0 || (size_t)e->follow_up == i + 1;
    return !made && coverage_follow_up(e->cycle, e->person, i, e->cycle->as_of) != TALK_HELD;
}

// Those that are asked for of as many as the cycle has windows for the person; in a cycle without
// windows one.
GETTER(sheets)
{
    const struct cycle *c = e->cycle;
    const struct plan *p = e->person->plan;
    size_t windows = c->follow_up_count ? c->follow_up_count : 1, count = 0, made = 0;
    struct sheet *list = ARENA_ARRAY(e->arena, struct sheet, windows);
    for (size_t i = 0; i < windows; i++) {
        if (!can_have(e, i)) continue;
        const struct follow_up_window *window = c->follow_up_count ? &c->follow_ups[i] : NULL;
        size_t position = ++count;
        if (made && !list[made - 1].next) list[made - 1].next = window;
        if (!is_wanted(e, i, made)) continue;
        list[made++] = (struct sheet){.number = i + 1,
                                      .position = position,
                                      .window = window,
                                      .plan = p,
                                      .held = cycle_follow_up(c, p, i)};
    }
    for (size_t i = 0; i < made; i++) list[i].count = count;
    return VALUE_LIST_OF(e, list, made);
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
    return sheet_of(item)->window ? value_of_localized(e, &sheet_of(item)->window->name)
                                  : (struct value){0};
}

// A name as it stands within a sentence: without the capital letter that begins it, unless more of
// it is in capitals.
static const char *within_sentence(struct arena *a, const char *name)
{
    const char *rest = name;
    uint32_t first = utf8_next(&rest);
    const char *second = rest;
    uint32_t next = *rest ? utf8_next(&second) : 0;
    char small[4];
    bool is_word = utf8_upper(next) != next;  // "Vår", and not "Q1", "HMS" or "A"
    if (!is_word) return name;
    return arena_printf(a, "%.*s%s", (int)utf8_put(small, utf8_lower(first)), small, rest);
}

// "vår 2027": the name, and the period where the name tells no year itself.
GETTER(sheet_when)
{
    const struct sheet *s = item;
    struct value period = value_of_period(e, e->cycle->period);
    if (!s->window) return period;
    struct value named = value_of_localized(e, &s->window->name);
    const char *name = within_sentence(e->arena, named.text);
    if (strpbrk(name, "0123456789") || !period.set) return value_of_text(name);
    return value_of_text(arena_printf(e->arena, "%s\u00a0%s", name, period.text));
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
    return value_of_flag(sheet_of(item)->position == sheet_of(item)->count);
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

GETTER(sheet_open_measures)
{
    const struct plan *p = sheet_of(item)->plan;
    struct value goals = sheet_goals(e, item);
    size_t most = 0, count = 0;
    for (size_t i = 0; p && i < p->goal_count; i++) most += p->goals[i].measure_count;
    struct plan_measure *list = ARENA_ARRAY(e->arena, struct plan_measure, most);
    for (size_t i = 0; goals.set && i < goals.list.count; i++)
        for (size_t k = 0; k < p->goals[i].measure_count; k++) {
            const struct measure *m = &p->goals[i].measures[k];
            if (!m->is_done) list[count++] = (struct plan_measure){goals.list.items[i], m, false};
        }
    return VALUE_LIST_OF(e, list, count);
}

static const struct value_entry of_sheet[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, sheet_name, NULL, 0},
    {"when", SCOPE_PERSON, VALUE_TEXT, sheet_when, NULL, 0},
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
    {"open-measures", SCOPE_PERSON, VALUE_LIST, sheet_open_measures, NULL, TYPE_MEASURE},
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

struct sheet_need {
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
    struct sheet_need *list = ARENA_ARRAY(e->arena, struct sheet_need, c->competence_count);
    for (size_t i = 0; i < c->competence_count; i++)
        list[i] = (struct sheet_need){&c->competences[i],
                                      needs(e->person->plan, c->competences[i].id)};
    return VALUE_LIST_OF(e, list, c->competence_count);
}

GETTER(competence_name)
{
    return value_of_localized(e, &((const struct sheet_need *)item)->competence->name);
}
GETTER(competence_id)
{
    return value_of_text(((const struct sheet_need *)item)->competence->id);
}
GETTER(competence_needed)
{
    return value_of_flag(((const struct sheet_need *)item)->needed);
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
