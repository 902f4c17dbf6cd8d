// Decides who and what is in a leader's part.
#include "leader/split.h"

#include <string.h>

static void keep_unit(struct leader_split *s, const struct unit *u)
{
    for (; u; u = u->parent) s->units[u->index] = true;
}

static void keep_person(struct leader_split *s, const struct person *p, enum split_as as)
{
    if (p && p->id && s->people[p->index] < as) s->people[p->index] = as;
}

// A plan's goals support priorities of the unit that it was made in.
static void keep_plan(struct leader_split *s, const struct plan *p)
{
    if (p && p->unit_id) keep_unit(s, cycle_unit_now(s->cycle, p->unit_id, p->person));
}

static void keep_one(struct leader_split *s, const struct person *p)
{
    keep_person(s, p, SPLIT_WHOLE);
    keep_unit(s, p->unit);
    keep_person(s, p->held_by, SPLIT_REACHED);
    for (size_t i = 0; i < p->also_count; i++) {
        keep_unit(s, p->also[i].unit);
        keep_person(s, p->also[i].leader, SPLIT_REACHED);
    }
    keep_plan(s, p->plan);
    keep_plan(s, p->last_plan);
}

static void keep_people(struct leader_split *s)
{
    const struct cycle *c = s->cycle;
    keep_person(s, s->leader, SPLIT_LEADER);
    keep_unit(s, s->leader->unit);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (p->leader == s->leader) keep_one(s, p);
        else if (p->held_by == s->leader && cycle_person_pack(c, p) == PACK_DUE)
            keep_person(s, p, SPLIT_HELD);
    }
}

static void keep_leaders(struct leader_split *s)
{
    const struct cycle *c = s->cycle;
    for (size_t i = 0; i < c->unit_count; i++) {
        const struct unit *u = c->units[i];
        if (u->leader == s->leader || u->acting == s->leader) keep_unit(s, u);
    }
    for (size_t i = 0; i < c->unit_count; i++) {
        if (!s->units[i]) continue;
        keep_person(s, c->units[i]->leader, SPLIT_NAMED);
        keep_person(s, c->units[i]->acting, SPLIT_NAMED);
    }
    // All leaders up to the top, so that everyone keeps their wave and their leader.
    for (size_t i = 0; i < c->person_count; i++)
        for (const struct person *p = s->people[i] ? c->people[i]->leader : NULL; p; p = p->leader)
            keep_person(s, p, SPLIT_NAMED);
}

struct leader_split split_make(struct arena *a, const struct cycle *c, const struct person *leader)
{
    struct leader_split s = {c,
                             leader,
                             ARENA_ARRAY(a, bool, c->unit_count),
                             ARENA_ARRAY(a, enum split_as, c->person_count),
                             0,
                             0};
    keep_unit(&s, c->root);
    keep_people(&s);
    keep_leaders(&s);
    for (size_t i = 0; i < c->unit_count; i++) s.unit_count += s.units[i];
    for (size_t i = 0; i < c->person_count; i++) s.whole_count += s.people[i] == SPLIT_WHOLE;
    return s;
}
