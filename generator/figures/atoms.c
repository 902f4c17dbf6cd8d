// Puts people together into atoms.
#include "figures/atoms.h"

size_t atoms_least(const struct cycle *c)
{
    return c->smallest_group > SMALLEST_GROUP ? (size_t)c->smallest_group : SMALLEST_GROUP;
}

static void count_groups(struct atoms *all)
{
    const struct cycle *c = all->figures->cycle;
    for (size_t i = 0; i < all->person_count; i++) {
        const struct figure_person *p = &all->people[i];
        if (!atoms_have(all, p)) continue;
        all->group[p->unit->index]++;
        all->goals[p->unit->index] += p->goal_count;
    }
    for (size_t i = c->unit_count; i-- > 1;) {
        all->group[c->units[i]->parent->index] += all->group[i];
        all->goals[c->units[i]->parent->index] += all->goals[i];
    }
}

// The units that have an atom of their own: all that can be shown, and the root, which has what is
// left. Of answers it is all units that an answer can name, whoever has answered.
static const bool *holders(struct arena *a, const struct atoms *all)
{
    const struct cycle *c = all->figures->cycle;
    bool *has = all->kind == RELEASE_PROCESS ? cycle_answering_units(c, a)
                                             : ARENA_ARRAY(a, bool, c->unit_count);
    for (size_t i = 0; all->kind != RELEASE_PROCESS && i < c->unit_count; i++)
        has[i] = all->shown[i];
    has[c->root->index] = true;
    return has;
}

struct atoms *atoms_of(struct arena *a, const struct figures *f, enum release_kind kind)
{
    const struct cycle *c = f->cycle;
    struct atoms *all = ARENA_NEW(a, struct atoms);
    bool process = kind == RELEASE_PROCESS;
    *all = (struct atoms){.figures = f,
                          .kind = kind,
                          .people = process ? f->answers : f->people,
                          .person_count = process ? f->answer_count : f->person_count,
                          .group = ARENA_ARRAY(a, size_t, c->unit_count),
                          .goals = ARENA_ARRAY(a, size_t, c->unit_count),
                          .of = ARENA_ARRAY(a, size_t, c->unit_count),
                          .size = ARENA_ARRAY(a, size_t, c->unit_count),
                          .shown = ARENA_ARRAY(a, bool, c->unit_count)};
    count_groups(all);
    for (size_t i = 0; i < c->unit_count; i++) all->shown[i] = all->group[i] >= atoms_least(c);
    const bool *has = holders(a, all);
    for (size_t i = 0; i < c->unit_count; i++)
        all->of[i] = has[i] ? i : all->of[c->units[i]->parent->index];
    for (size_t i = 0; i < all->person_count; i++)
        if (atoms_have(all, &all->people[i])) all->size[all->of[all->people[i].unit->index]]++;
    for (size_t i = 0; process && i < c->unit_count; i++) all->shown[i] &= has[i];
    return all;
}
