// Values of how a round of conversations starts: the day it is announced, and what a unit's people
// are told.
#include <string.h>

#include "base/array.h"
#include "compose/values/value.h"

// The first day of the conversations less the notice that everyone is to have; the day on which the
// papers are made where that is earlier.
GETTER(announced)
{
    const struct cycle *c = e->cycle;
    if (!date_is_set(c->conversations.from)) return (struct value){0};
    struct date day = date_add_days(c->conversations.from, -c->notice_days);
    return value_of_date(date_is_set(c->as_of) && date_compare(c->as_of, day) < 0 ? c->as_of : day);
}

// ---- One unit

static const struct unit *unit_of(const void *item)
{
    return item;
}

GETTER(briefing_place)
{
    return value_of_localized(e, &unit_of(item)->briefing_place);
}

GETTER(briefing_at)
{
    struct datetime at = unit_of(item)->briefing_at;
    return (struct value){.set = date_is_set(at.date), .datetime = at};
}

static bool is_told(const struct cycle *c, const struct unit *u, const struct person *p)
{
    return cycle_is_about(c, p) && cycle_person_pack(c, p) == PACK_DUE &&
           cycle_unit_leader_on(u, c->as_of) != p && !cycle_person_is_newcomer(c, p);
}

// When the conversations of the unit's people are: from the first day to the last of the windows of
// all but its leader and newcomers. For the root: the whole organisation's window.
GETTER(conversations)
{
    const struct unit *u = item;
    struct window all = {0};
    if (!u->parent) return value_of_window(e->cycle->conversations);
    for (size_t i = 0; i < u->person_count; i++) {
        if (!is_told(e->cycle, u, u->people[i])) continue;
        struct window w = cycle_person_window(e->cycle, u->people[i]);
        if (!date_is_set(all.from) || date_compare(w.from, all.from) < 0) all.from = w.from;
        if (!date_is_set(all.to) || date_compare(w.to, all.to) > 0) all.to = w.to;
    }
    return value_of_window(date_is_set(all.to) ? all : e->cycle->conversations);
}

static bool other_language(const struct env *e, const struct priorities *p)
{
    return p->language && strcmp(p->language, e->words->language);
}

// The questions that the unit asks its people beyond those of the bank, as a list.
GETTER(extra_questions)
{
    const struct priorities *p = cycle_unit_priorities(e->cycle, item, e->words->language);
    if (!p || !p->extra_question_count) return (struct value){0};
    struct doc_node *group = doc_new(e->arena, DOC_GROUP, (struct place){0});
    struct doc_node *list = doc_append(group, doc_new(e->arena, DOC_LIST, (struct place){0}));
    for (size_t i = 0; i < p->extra_question_count; i++) {
        struct doc_node *question = doc_append(
            list, doc_new(e->arena, DOC_ITEM, p->extra_questions[i]->place));
        for (const struct doc_node *n = p->extra_questions[i]->first; n; n = n->next)
            doc_append(question, doc_copy(e->arena, n));
    }
    return (struct value){
        .set = true, .language = other_language(e, p) ? p->language : NULL, .rich = group};
}

static const struct value_entry of_unit[] = {
    {"briefing.at", SCOPE_UNIT, VALUE_DATETIME, briefing_at, NULL, 0},
    {"briefing.place", SCOPE_UNIT, VALUE_TEXT, briefing_place, NULL, 0},
    {"conversations", SCOPE_UNIT, VALUE_WINDOW, conversations, NULL, 0},
    {"extra-questions", SCOPE_UNIT, VALUE_RICH, extra_questions, NULL, 0},
};
const struct value_table values_of_started_unit = {of_unit, COUNT(of_unit)};

// ---- The document's unit

static struct value first(const struct env *e,
                          struct value (*get)(const struct env *, const void *))
{
    return e->unit_count ? get(e, e->units[0]) : (struct value){0};
}

GETTER(unit_briefing_at)
{
    return first(e, briefing_at);
}
GETTER(unit_briefing_place)
{
    return first(e, briefing_place);
}
GETTER(unit_conversations)
{
    return first(e, conversations);
}
GETTER(unit_whole)
{
    return value_of_flag(e->unit_count && !e->units[0]->parent);
}

// Whether its leader is the one who tells more.
GETTER(unit_led)
{
    return value_of_flag(e->unit_count && e->units[0]->parent &&
                         cycle_unit_leader_on(e->units[0], e->cycle->as_of));
}

// Whether all in the unit are told together, which is never so for the whole organisation.
GETTER(unit_told)
{
    return value_of_flag(e->unit_count && e->units[0]->parent &&
                         date_is_set(e->units[0]->briefing_at.date));
}

static const struct value_entry entries[] = {
    {"cycle.announced", SCOPE_RUN, VALUE_DATE, announced, NULL, 0},
    {"unit.briefing.at", SCOPE_UNIT, VALUE_DATETIME, unit_briefing_at, NULL, 0},
    {"unit.briefing.place", SCOPE_UNIT, VALUE_TEXT, unit_briefing_place, NULL, 0},
    {"unit.conversations", SCOPE_UNIT, VALUE_WINDOW, unit_conversations, NULL, 0},
    {"unit.whole", SCOPE_UNIT, VALUE_FLAG, unit_whole, NULL, 0},
    {"unit.led", SCOPE_UNIT, VALUE_FLAG, unit_led, NULL, 0},
    {"unit.told", SCOPE_UNIT, VALUE_FLAG, unit_told, NULL, 0},
};
const struct value_table values_start = {entries, COUNT(entries)};
