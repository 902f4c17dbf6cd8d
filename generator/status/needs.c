// What people lack: gathered and counted.
#include "status/needs.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/translate.h"

const char *const needs_words[] = {
    [NEED_DATE] = N_("conversation date"), [NEED_CONVERSATION] = N_("conversation"),
    [NEED_PLAN] = N_("agreed plan"),       [NEED_FOLLOW_UP] = N_("follow-up"),
    [NEED_EVALUATION] = N_("evaluation"),
};
const char *const needs_states[] = {
    [TALK_LATER] = N_("later"),
    [TALK_DUE] = N_("due"),
    [TALK_OVERDUE] = N_("overdue"),
};

static size_t times(const struct cycle *c, enum need need)
{
    return need == NEED_FOLLOW_UP ? coverage_follow_up_count(c) : 1;
}

void needs_add(struct needs_list *to, struct arena *a, const struct cycle *c,
               const struct person *p, struct needs_wanted w, struct date day)
{
    for (int need = 0; need < NEED_KINDS; need++)
        for (size_t i = 0; w.needs >> need & 1 && i < times(c, (enum need)need); i++) {
            struct needed n = {p, (enum need)need, i, coverage_need(c, p, (enum need)need, i, day)};
            if (w.states >> n.state.state & 1) *ARENA_PUSH(a, to->list, to->count, to->room) = n;
        }
}

struct needs_list needs_of(struct arena *a, const struct status *s, struct needs_wanted w)
{
    struct needs_list all = {0};
    for (size_t i = 0; i < s->row_count; i++)
        needs_add(&all, a, s->cycle, s->rows[i].person, w, s->cycle->as_of);
    return all;
}

// ---- Groups

struct grouping {
    const struct status *status;
    struct needs_wanted wanted;
    struct needs_groups groups;
    size_t *of;  // [unit], or [leader]: the number of their group, from 1; 0: none yet
};

// Where a leader stands among all: those in the chart, those outside it, nobody.
static size_t leader_index(const struct cycle *c, const struct person *leader)
{
    if (!leader) return c->person_count + c->outsider_count;
    if (leader->id) return leader->index;
    size_t i = 0;
    while (i < c->outsider_count && c->outsiders[i] != leader) i++;
    return c->person_count + i;
}

static struct needs_group *group_of(struct grouping *g, const struct person *p)
{
    bool by_unit = g->groups.by_unit;
    size_t at = by_unit ? p->unit->index : leader_index(g->status->cycle, p->leader);
    if (!g->of[at]) {
        g->of[at] = ++g->groups.count;
        g->groups.list[g->groups.count - 1] = (struct needs_group){
            .leader = by_unit ? NULL : p->leader, .unit = by_unit ? p->unit : NULL};
    }
    return &g->groups.list[g->of[at] - 1];
}

// A date that is missing is a conversation that is missing, and is one thing to do.
static bool is_counted(const struct grouping *g, int need)
{
    return need != NEED_DATE || !(g->wanted.needs >> NEED_CONVERSATION & 1);
}

static void count_person(const struct grouping *g, struct needs_tally *t, const struct person *p)
{
    const struct cycle *c = g->status->cycle;
    t->people++;
    for (int need = 0; need < NEED_KINDS; need++)
        for (size_t i = 0; g->wanted.needs >> need & 1 && i < times(c, (enum need)need); i++) {
            enum talk_state s = coverage_need(c, p, (enum need)need, i, c->as_of).state;
            if (s != TALK_HELD && !(g->wanted.states >> s & 1)) continue;
            t->of[need][s]++;
            t->overdue += s == TALK_OVERDUE && is_counted(g, need);
            t->due += s == TALK_DUE && is_counted(g, need);
        }
}

static int by_urgency(const void *x, const void *y)
{
    const struct needs_group *a = *(const struct needs_group *const *)x,
                             *b = *(const struct needs_group *const *)y;
    int order = COMPARE(b->tally.overdue, a->tally.overdue);
    if (!order) order = COMPARE(b->tally.due, a->tally.due);
    return order ? order : COMPARE(a, b);  // they are still in the order of the rows
}

// In order, those that lack nothing of what is wanted left out.
static void put_in_order(struct grouping *g, struct arena *a)
{
    struct needs_groups *all = &g->groups;
    bool some = g->wanted.needs != NEEDS_ALL || g->wanted.states != NEEDS_OPEN;
    const struct needs_group **order = ARENA_ARRAY(a, const struct needs_group *, all->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!some || all->list[i].tally.overdue + all->list[i].tally.due)
            order[count++] = &all->list[i];
    if (count) qsort(order, count, sizeof *order, by_urgency);
    struct needs_group *sorted = ARENA_ARRAY(a, struct needs_group, count + 1);
    for (size_t i = 0; i < count; i++) sorted[i] = *order[i];
    all->list = sorted;
    all->count = count;
}

struct needs_groups needs_group(struct arena *a, const struct status *s, bool by_unit,
                                struct needs_wanted w)
{
    const struct cycle *c = s->cycle;
    size_t most = c->person_count + c->outsider_count + c->unit_count + 1;
    struct grouping g = {
        s, w, {.needs = w.needs, .by_unit = by_unit}, ARENA_ARRAY(a, size_t, most)};
    g.groups.list = ARENA_ARRAY(a, struct needs_group, most);
    for (size_t i = 0; i < s->row_count; i++) {
        const struct person *p = s->rows[i].person;
        count_person(&g, &group_of(&g, p)->tally, p);
        count_person(&g, &g.groups.all, p);
    }
    put_in_order(&g, a);
    return g.groups;
}

// ---- Words

const char *needs_what(struct arena *a, const struct cycle *c, const struct needed *n)
{
    const char *word = _(needs_words[n->need]), *name = NULL;
    if (n->need == NEED_FOLLOW_UP && n->follow_up < c->follow_up_count)
        name = cycle_text_in(&c->follow_ups[n->follow_up].name, c->language).text;
    return name ? arena_printf(a, "%s: %s", word, name) : word;
}

const char *needs_leader(const struct person *leader)
{
    return leader ? leader->name : _("no leader");
}
