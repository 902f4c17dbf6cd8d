// Gathers the rows and totals that the status command prints.
#include "status/status.h"

#include <stdlib.h>

#include "base/array.h"

// ---- The order of the rows

struct row_rank {
    const struct person *person;
    size_t group;  // the cascade index of the first person with the same leader in the same unit
    size_t rank;   // the person's own index in the cascade
};

static int by_unit_and_leader(const void *x, const void *y)
{
    const struct row_rank *a = x, *b = y;
    int order = COMPARE(a->person->unit->index, b->person->unit->index);
    if (!order) order = COMPARE(a->group, b->group);
    return order ? order : COMPARE(a->rank, b->rank);
}

// A leader's people are listed in cascade order, so those of one unit follow each other: each gets
// the group of the first.
static void set_groups(const struct person *leader, struct row_rank *of)
{
    for (size_t i = 0; i < leader->people_count; i++) {
        const struct person *p = leader->people[i], *before = i ? leader->people[i - 1] : NULL;
        of[p->index].group = before && before->unit == p->unit ? of[before->index].group
                                                               : of[p->index].rank;
    }
}

// All people in the order of the rows, in the arena.
static struct row_rank *ranked_people(struct arena *a, const struct cycle *c)
{
    struct row_rank *of = ARENA_ARRAY(a, struct row_rank, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->cascade[i];
        of[p->index] = (struct row_rank){p, i, i};
    }
    for (size_t i = 0; i < c->person_count; i++) set_groups(c->people[i], of);
    for (size_t i = 0; i < c->outsider_count; i++) set_groups(c->outsiders[i], of);
    if (c->person_count) qsort(of, c->person_count, sizeof *of, by_unit_and_leader);
    return of;
}

// ---- Counting

static enum status_pack pack_of(const struct cycle *c, const struct person *p, bool made)
{
    enum pack_absence why = cycle_person_pack(c, p);
    if (made) return STATUS_PACK_MADE;
    return why == PACK_DUE || why == PACK_HAS_ERRORS ? STATUS_PACK_MISSING : STATUS_PACK_NOT_DUE;
}

static void add(struct status_totals *t, const struct cycle *c, const struct status_row *row)
{
    coverage_add(&t->coverage, c, &row->coverage);
    t->packs_due += row->pack != STATUS_PACK_NOT_DUE;
    t->packs_made += row->pack == STATUS_PACK_MADE;
}

static void sum(struct status_totals *all, const struct status_totals *part)
{
    coverage_sum(&all->coverage, &part->coverage);
    all->packs_due += part->packs_due;
    all->packs_made += part->packs_made;
}

static void add_row(struct status *s, const struct person *p, bool pack_made)
{
    const struct cycle *c = s->cycle;
    struct status_unit *u = &s->units[p->unit->index];
    struct status_row *row = &s->rows[s->row_count];
    *row = (struct status_row){p, coverage_of(c, p, c->as_of), pack_of(c, p, pack_made)};
    if (!u->count++) u->first = s->row_count;
    u->shown = true;
    s->row_count++;
    add(&u->totals, c, row);
    add(&s->totals, c, row);
}

struct status *status_make(struct arena *a, const struct cycle *c, const struct status_scope *scope)
{
    struct status *s = ARENA_NEW(a, struct status);
    s->cycle = c;
    s->with_totals = scope->totals;
    s->rows = ARENA_ARRAY(a, struct status_row, c->person_count);
    s->units = ARENA_ARRAY(a, struct status_unit, c->unit_count);
    for (size_t i = 0; i < c->unit_count; i++)
        s->units[i] = (struct status_unit){.unit = c->units[i], .shown = scope->units[i]};
    struct arena scratch = {0};
    const struct row_rank *order = ranked_people(&scratch, c);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = order[i].person;
        if (scope->people[p->index]) add_row(s, p, scope->packs[p->index]);
    }
    arena_free(&scratch);
    for (size_t i = c->unit_count; i-- > 0;)
        if (c->units[i]->parent)
            sum(&s->units[c->units[i]->parent->index].totals, &s->units[i].totals);
    return s;
}
