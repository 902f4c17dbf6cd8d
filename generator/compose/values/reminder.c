// Values of a reminder: what a leader's people, or one person, should have by now and lack. Duties
// and days; never a reason, and nothing of a plan.
#include <stdlib.h>

#include "base/array.h"
#include "compose/values/plan.h"
#include "model/coverage.h"

struct reminded {  // one thing that somebody lacks
    const struct person *person;
    enum need need;
    size_t follow_up;
    struct need_state state;
    size_t rank;
};

static int by_deadline(const void *x, const void *y)
{
    const struct reminded *a = *(const struct reminded *const *)x,
                          *b = *(const struct reminded *const *)y;
    int order = date_compare(a->state.to, b->state.to);
    return order ? order : COMPARE(a->rank, b->rank);
}

struct reminder_items {
    const struct env *env;
    const void **items;
    size_t count, room;
};

static void add_person(struct reminder_items *l, const struct person *p)
{
    const struct env *e = l->env;
    for (int need = 0; need < NEEDS; need++) {
        size_t times = need == NEED_FOLLOW_UP ? coverage_follow_up_count(e->cycle) : 1;
        for (size_t i = 0; i < times; i++) {
            struct reminded one = {p, (enum need)need, i, {0}, l->count};
            if (!coverage_reminds(e->cycle, p, one.need, i, e->reminder, &one.state)) continue;
            struct reminded *copy = ARENA_NEW(e->arena, struct reminded);
            *copy = one;
            *ARENA_PUSH(e->arena, l->items, l->count, l->room) = copy;
        }
    }
}

// By deadline, and on one day in cascade order.
static struct reminder_items reminders_of(const struct env *e)
{
    struct reminder_items l = {.env = e};
    const struct person *p = e->person;
    if (!e->is_leaders) add_person(&l, p);
    for (size_t i = 0; e->is_leaders && i < p->people_count; i++) add_person(&l, p->people[i]);
    if (l.count) qsort(l.items, l.count, sizeof *l.items, by_deadline);
    return l;
}

GETTER(reminders)
{
    struct reminder_items l = reminders_of(e);
    return (struct value){.set = l.count > 0, .list = {l.items, l.count}};
}

static struct value any(const struct env *e, enum need need)
{
    struct reminder_items l = reminders_of(e);
    for (size_t i = 0; i < l.count; i++)
        if (((const struct reminded *)l.items[i])->need == need) return value_of_flag(true);
    return value_of_flag(false);
}

GETTER(any_date)
{
    return any(e, NEED_DATE);
}
GETTER(any_conversation)
{
    return any(e, NEED_CONVERSATION);
}
GETTER(any_plan)
{
    return any(e, NEED_PLAN);
}
GETTER(any_follow_up)
{
    return any(e, NEED_FOLLOW_UP);
}
GETTER(any_evaluation)
{
    return any(e, NEED_EVALUATION);
}

static const struct value_entry entries[] = {
    {"reminders", SCOPE_PERSON, VALUE_LIST, reminders, NULL, TYPE_REMINDED},
    {"reminders.date", SCOPE_PERSON, VALUE_FLAG, any_date, NULL, 0},
    {"reminders.conversation", SCOPE_PERSON, VALUE_FLAG, any_conversation, NULL, 0},
    {"reminders.plan", SCOPE_PERSON, VALUE_FLAG, any_plan, NULL, 0},
    {"reminders.follow-up", SCOPE_PERSON, VALUE_FLAG, any_follow_up, NULL, 0},
    {"reminders.evaluation", SCOPE_PERSON, VALUE_FLAG, any_evaluation, NULL, 0},
};
const struct value_table values_reminder = {entries, COUNT(entries)};

// ---- One of them

static const struct reminded *reminded_of(const void *item)
{
    return item;
}

GETTER(name)
{
    return values_people_own(e, reminded_of(item)->person, "employee.distinct-name");
}
GETTER(title)
{
    return values_people_own(e, reminded_of(item)->person, "employee.title");
}

GETTER(what)
{
    static const char *const keys[] = {
        [NEED_DATE] = "reminder.date",
        [NEED_CONVERSATION] = "reminder.conversation",
        [NEED_PLAN] = "reminder.plan",
        [NEED_FOLLOW_UP] = "reminder.follow-up",
        [NEED_EVALUATION] = "reminder.evaluation",
    };
    const struct reminded *r = reminded_of(item);
    const struct cycle *c = e->cycle;
    if (r->need != NEED_FOLLOW_UP || r->follow_up >= c->follow_up_count)
        return value_of_text(words_text(e->words, keys[r->need]));
    const char *name = cycle_text_in(&c->follow_ups[r->follow_up].name, e->words->language).text;
    return value_of_text(
        WORDS_FILL(e->arena, e->words, "reminder.named-follow-up", {"name", name}));
}

// That somebody else holds the conversation.
GETTER(holder)
{
    const struct reminded *r = reminded_of(item);
    if (r->need != NEED_DATE && r->need != NEED_CONVERSATION) return (struct value){0};
    struct value_ref ref;
    if (!value_find_in(e, TYPE_PERSON, r->person, SCOPE_PERSON, "note.holder", &ref))
        return (struct value){0};
    return ref.entry->get(e, r->person);
}

GETTER(deadline)
{
    return value_of_date(reminded_of(item)->state.to);
}

static const struct value_entry of_reminded[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, name, NULL, 0},
    {"title", SCOPE_PERSON, VALUE_TEXT, title, NULL, 0},
    {"what", SCOPE_PERSON, VALUE_TEXT, what, NULL, 0},
    {"holder", SCOPE_PERSON, VALUE_TEXT, holder, NULL, 0},
    {"deadline", SCOPE_PERSON, VALUE_DATE, deadline, NULL, 0},
};
const struct value_table values_of_reminded = {of_reminded, COUNT(of_reminded)};
