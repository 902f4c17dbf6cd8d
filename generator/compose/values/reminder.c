// Values of a reminder: what a leader's people, or one person, should have by now and lack. Duties
// and days; never a reason, and nothing of a plan.
#include <stdlib.h>

#include "base/array.h"
#include "compose/values/plan.h"
#include "compose/words/format.h"
#include "model/coverage.h"

struct reminded_person {
    const struct person *person;
    struct date by;
};

struct reminded {  // one thing, and who lacks it
    enum need need;
    size_t follow_up;
    struct reminded_person *people;
    size_t count, room;
};

struct reminder_items {
    const struct env *env;
    const void **items;
    size_t count, room;
};

static struct reminded *item_for(struct reminder_items *l, enum need need, size_t i)
{
    for (size_t k = 0; k < l->count; k++) {
        struct reminded *r = (struct reminded *)l->items[k];
        if (r->need == need && r->follow_up == i) return r;
    }
    struct reminded *one = ARENA_NEW(l->env->arena, struct reminded);
    *one = (struct reminded){.need = need, .follow_up = i};
    *ARENA_PUSH(l->env->arena, l->items, l->count, l->room) = one;
    return one;
}

static void add_person(struct reminder_items *l, const struct person *p)
{
    const struct env *e = l->env;
    struct need_state state;
    for (int need = 0; need < NEED_KINDS; need++) {
        size_t times = need == NEED_FOLLOW_UP ? coverage_follow_up_count(e->cycle) : 1;
        for (size_t i = 0; i < times; i++) {
            if (!coverage_reminds(e->cycle, p, (enum need)need, i, e->reminder, &state)) continue;
            struct reminded *r = item_for(l, (enum need)need, i);
            struct reminded_person *one = ARENA_PUSH(e->arena, r->people, r->count, r->room);
            *one = (struct reminded_person){p, state.to};
        }
    }
}

static struct date first_deadline(const struct reminded *r)
{
    struct date first = r->people[0].by;
    for (size_t i = 1; i < r->count; i++)
        if (date_compare(r->people[i].by, first) < 0) first = r->people[i].by;
    return first;
}

static int by_deadline(const void *x, const void *y)
{
    const struct reminded *a = *(const struct reminded *const *)x,
                          *b = *(const struct reminded *const *)y;
    int order = date_compare(first_deadline(a), first_deadline(b));
    if (!order) order = COMPARE(a->need, b->need);
    return order ? order : COMPARE(a->follow_up, b->follow_up);
}

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

static const struct value_entry entries[] = {
    {"reminders", SCOPE_PERSON, VALUE_LIST, reminders, NULL, TYPE_REMINDED},
};
const struct value_table values_reminder = {entries, COUNT(entries)};

// ---- One of them

static const struct reminded *reminded_of(const void *item)
{
    return item;
}

// In words that no namesake has; and who holds the conversation, where that is somebody else.
static const char *name_of(const struct env *e, const struct reminded *r, const struct person *p)
{
    struct value_ref ref;
    const char *name = values_people_own(e, p, "employee.distinct-name").text;
    bool to_meet = r->need == NEED_DATE || r->need == NEED_CONVERSATION;
    if (!to_meet || !value_find_in(e, TYPE_PERSON, p, SCOPE_PERSON, "note.holder", &ref))
        return name;
    struct value holder = ref.entry->get(e, p);
    return holder.set ? arena_printf(e->arena, "%s (%s)", name, holder.text) : name;
}

// Whether one day is everybody's.
static bool has_one_deadline(const struct reminded *r)
{
    for (size_t i = 1; i < r->count; i++)
        if (date_compare(r->people[i].by, r->people[0].by)) return false;
    return true;
}

// With the day, where it is not everybody's.
GETTER(people)
{
    const struct reminded *r = reminded_of(item);
    const void **names = ARENA_ARRAY(e->arena, const void *, r->count + 1);
    for (size_t i = 0; i < r->count; i++) {
        const char *name = name_of(e, r, r->people[i].person),
                   *day = format_date(e->arena, e->words, r->people[i].by);
        if (!has_one_deadline(r))
            name = WORDS_FILL(e->arena, e->words, "reminder.by", {"name", name}, {"date", day});
        names[i] = name;
    }
    return (struct value){.set = r->count > 0, .list = {names, r->count}};
}

GETTER(need)
{
    return value_of_text(need_names[reminded_of(item)->need]);
}

GETTER(what)
{
    const struct reminded *r = reminded_of(item);
    const struct cycle *c = e->cycle;
    if (r->need != NEED_FOLLOW_UP || r->follow_up >= c->follow_up_count)
        return value_of_text(
            words_text(e->words, arena_printf(e->arena, "needs.%s", need_names[r->need])));
    const char *name = cycle_text_in(&c->follow_ups[r->follow_up].name, e->words->language).text;
    return value_of_text(
        WORDS_FILL(e->arena, e->words, "reminder.named-follow-up", {"name", name}));
}

GETTER(deadline)
{
    const struct reminded *r = reminded_of(item);
    return value_of_date(has_one_deadline(r) ? r->people[0].by : (struct date){0});
}

static const struct value_entry of_reminded[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, what, NULL, 0},
    {"need", SCOPE_PERSON, VALUE_CHOICE, need, "needs", 0},
    {"what", SCOPE_PERSON, VALUE_TEXT, what, NULL, 0},
    {"deadline", SCOPE_PERSON, VALUE_DATE, deadline, NULL, 0},
    {"people", SCOPE_PERSON, VALUE_LIST, people, NULL, TYPE_NAME},
};
const struct value_table values_of_reminded = {of_reminded, COUNT(of_reminded)};
