// Withholding, after the literature of statistical disclosure control: Hundepool, Domingo-Ferrer,
// Franconi, Giessing, Schulte Nordholt, Spicer and de Wolf, Statistical Disclosure Control (Wiley,
// 2012), chapter 4 on tables of counts: a minimum frequency, group disclosure, secondary
// suppression in hierarchical tables, and global recoding.
//
// 1. A distribution may be shown only if it rests on enough people, if each of its categories that
//    is not empty is that of enough people and leaves out either nobody or enough, and if not
//    everyone has the same value.
// 2. Where the organisation itself would fail because of a rare category, categories are put
//    together, for every unit.
// 3. A unit's distribution is shown only if that of the unit above is. The rest of a unit, without
//    the units below that are shown, can be computed, so it counts as shown: rule 1 holds for it,
//    too, unless it is empty. Of the units below that have anybody, none or at least two are
//    withheld, together resting on enough people.
// 4. A unit that is withheld must not be narrowed down either. The rest that it is part of has
// every
//    category that is shown above, so that none is known to be empty; and the rest of that part is
//    of enough people, since others may know how many people each unit has: coverage tells at any
//    size, and so does another table that rests on the same people.
//
// Units are withheld until all of this holds, the smallest first. Where it does not hold even with
// all units below withheld, the unit itself is withheld, too; but not the root, which stands for
// everyone, nor a unit that has all of the root's people.
//
// A category that is empty in a unit is empty in all units below it: that is known of them,
// withheld or not, and tells nothing of any person.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "figures/figures.h"

struct totals {  // a table in one grain: each unit with all below it
    const struct figure_table *table;
    const struct figure_cells *cells;
    const struct cycle *cycle;
    struct figure_cell *all;
    uint32_t *base;
    uint32_t *headcount;  // people in the chart
    bool *shown;
    uint32_t limit;
};

static struct figure_cell *total_of(const struct totals *t, size_t unit)
{
    return t->all + unit * t->cells->category_count;
}

static void add_cells(struct figure_cell *to, const struct figure_cell *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        to[i].count += from[i].count;
        to[i].people += from[i].people;
    }
}

static size_t index_of(const struct totals *t, const struct unit *u)
{
    return u->index - t->table->top->index;
}

// Units below a unit come after it.
static void add_up(struct totals *t)
{
    size_t categories = t->cells->category_count, first = t->table->top->index;
    memcpy(t->all, t->cells->own, t->table->unit_count * categories * sizeof *t->all);
    for (size_t i = t->table->unit_count; i-- > 0;) {
        const struct unit *u = t->cycle->units[first + i];
        t->base[i] += t->table->own_base[i];
        t->headcount[i] += (uint32_t)u->person_count;
        if (!i) break;
        size_t above = index_of(t, u->parent);
        add_cells(total_of(t, above), total_of(t, i), categories);
        t->base[above] += t->base[i];
        t->headcount[above] += t->headcount[i];
    }
}

// ---- Rule 1

static bool is_safe(const struct totals *t, const struct figure_cell *cells, uint32_t base)
{
    size_t values = 0;
    if (base < t->limit) return false;
    for (size_t i = 0; i < t->cells->category_count; i++) {
        uint32_t others = base - cells[i].people;
        if (!cells[i].count) continue;
        values++;
        if (cells[i].people < t->limit || (others && others < t->limit)) return false;
    }
    return values > 1;
}

// ---- Rules 3 and 4

struct shown_unit {
    uint32_t base;
    size_t index;
};

struct rest {  // what is left of a unit when those shown below it are taken away
    struct figure_cell *cells;
    uint32_t base;
    uint32_t withheld, most;   // people in the units withheld below it, and in the largest of them
    size_t count;              // of units withheld that have anybody
    struct shown_unit *shown;  // the smallest first
    size_t first, end;         // those still shown
};

// The chart says who is there; whose plan was made in a unit may have left it.
static bool has_anybody(const struct totals *t, size_t index)
{
    return t->headcount[index] || t->base[index];
}

static bool has_own(const struct totals *t, const struct unit *u)
{
    return u->person_count || t->table->own_base[index_of(t, u)];
}

static int by_size(const void *a, const void *b)
{
    const struct shown_unit *one = a, *other = b;
    if (one->base != other->base) return COMPARE(one->base, other->base);
    return COMPARE(one->index, other->index);
}

static void add_withheld(struct rest *r, uint32_t base)
{
    r->count++;
    r->withheld += base;
    if (base > r->most) r->most = base;
}

static void subtract(const struct totals *t, struct rest *r, size_t index)
{
    r->base -= t->base[index];
    for (size_t k = 0; k < t->cells->category_count; k++) {
        r->cells[k].count -= total_of(t, index)[k].count;
        r->cells[k].people -= total_of(t, index)[k].people;
    }
    r->shown[r->end++] = (struct shown_unit){t->base[index], index};
}

static void begin_rest(const struct totals *t, const struct unit *u, struct rest *r)
{
    size_t index = index_of(t, u);
    memcpy(r->cells, total_of(t, index), t->cells->category_count * sizeof *r->cells);
    r->base = t->base[index];
    r->withheld = r->most = 0;
    r->count = r->first = r->end = 0;
    for (size_t i = 0; i < u->unit_count; i++) {
        size_t below = index_of(t, u->units[i]);
        if (t->shown[below]) subtract(t, r, below);
        else if (has_anybody(t, below)) add_withheld(r, t->base[below]);
    }
    if (r->end) qsort(r->shown, r->end, sizeof *r->shown, by_size);
}

static void hide_smallest(struct totals *t, struct rest *r)
{
    const struct shown_unit *s = &r->shown[r->first++];
    t->shown[s->index] = false;
    r->base += s->base;
    add_cells(r->cells, total_of(t, s->index), t->cells->category_count);
    add_withheld(r, s->base);
}

static bool has_all_categories(const struct totals *t, const struct figure_cell *part,
                               const struct figure_cell *of)
{
    for (size_t k = 0; k < t->cells->category_count; k++)
        if (of[k].count && !part[k].count) return false;
    return true;
}

static bool is_protected(const struct totals *t, const struct unit *u, const struct rest *r)
{
    bool more = r->first < r->end;  // could be withheld
    if (!r->count) return !r->base || is_safe(t, r->cells, r->base);
    if (more && (r->count < 2 || r->withheld < t->limit)) return false;
    if (r->most >= t->limit && r->base - r->most < t->limit - 1) return false;
    return is_safe(t, r->cells, r->base) &&
           has_all_categories(t, r->cells, total_of(t, index_of(t, u)));
}

static bool protect(struct totals *t, const struct unit *u, struct rest *r)
{
    begin_rest(t, u, r);
    while (!is_protected(t, u, r)) {
        if (r->first == r->end) return false;
        hide_smallest(t, r);
    }
    return true;
}

// Whether the table is all about one unit below u: then both are the same.
static const struct unit *same_below(const struct totals *t, const struct unit *u)
{
    const struct unit *only = NULL;
    if (has_own(t, u)) return NULL;
    for (size_t i = 0; i < u->unit_count; i++) {
        if (!has_anybody(t, index_of(t, u->units[i]))) continue;
        if (only) return NULL;
        only = u->units[i];
    }
    return only;
}

// From below: whether a unit may be shown if the one above is. Then from above.
static void decide(struct totals *t, struct arena *a, bool secondary)
{
    const struct unit *top = t->table->top, *whole = top;
    struct rest rest = {.cells = ARENA_ARRAY(a, struct figure_cell, t->cells->category_count),
                        .shown = ARENA_ARRAY(a, struct shown_unit, t->table->unit_count)};
    for (const struct unit *u = whole; u; u = same_below(t, u)) whole = u;
    for (size_t i = t->table->unit_count; i-- > 0;) {
        const struct unit *u = t->cycle->units[top->index + i];
        t->shown[i] = is_safe(t, total_of(t, i), t->base[i]);
        if (secondary && t->shown[i] && !protect(t, u, &rest))
            t->shown[i] = cycle_unit_is_within(whole, u);
    }
    for (size_t i = 1; i < t->table->unit_count; i++)
        t->shown[i] &= t->shown[index_of(t, t->cycle->units[top->index + i]->parent)];
}

// ---- Rule 2, and what comes out

static struct totals totals_of(struct arena *a, const struct figures *f,
                               const struct figure_table *table, size_t grain)
{
    struct totals t = {.table = table,
                       .cells = &table->grains[grain],
                       .cycle = f->cycle,
                       .limit = (uint32_t)f->cycle->smallest_group};
    t.all = ARENA_ARRAY(a, struct figure_cell, table->unit_count * t.cells->category_count);
    t.base = ARENA_ARRAY(a, uint32_t, table->unit_count);
    t.headcount = ARENA_ARRAY(a, uint32_t, table->unit_count);
    t.shown = ARENA_ARRAY(a, bool, table->unit_count);
    add_up(&t);
    return t;
}

static struct totals withheld_totals(struct arena *scratch, const struct figures *f,
                                     const struct figure_table *table, bool secondary)
{
    struct totals t = totals_of(scratch, f, table, 0);
    for (size_t grain = 1; grain < table->grain_count && !is_safe(&t, total_of(&t, 0), t.base[0]);
         grain++)
        t = totals_of(scratch, f, table, grain);
    decide(&t, scratch, secondary);
    return t;
}

static const struct published_table *withhold_table(struct arena *a, const struct figures *f,
                                                    const struct figure_table *table,
                                                    bool secondary)
{
    struct arena scratch = {0};
    struct totals t = withheld_totals(&scratch, f, table, secondary);
    size_t units = table->unit_count, categories = t.cells->category_count;
    bool *shown = ARENA_ARRAY(a, bool, units);
    uint32_t *counts = ARENA_ARRAY(a, uint32_t, units * categories),
             *base = ARENA_ARRAY(a, uint32_t, units);
    for (size_t i = 0; i < units; i++) {
        if (!t.shown[i]) continue;
        shown[i] = true;
        base[i] = t.base[i];
        for (size_t k = 0; k < categories; k++)
            counts[i * categories + k] = total_of(&t, i)[k].count;
    }
    struct published_table *out = ARENA_NEW(a, struct published_table);
    *out = (struct published_table){.id = table->id,
                                    .period = table->period,
                                    .priority = table->priority,
                                    .categories = t.cells->categories,
                                    .category_count = categories,
                                    .top = table->top,
                                    .unit_count = units,
                                    .shown = shown,
                                    .counts = counts,
                                    .base = base};
    arena_free(&scratch);
    return out;
}

// How many measures are overdue is a figure like others, and withheld like them: coverage keeps to
// what leaders owe.
static const struct coverage *coverage_up(struct arena *a, const struct figures *f)
{
    const struct cycle *c = f->cycle;
    struct coverage *all = ARENA_ARRAY(a, struct coverage, c->unit_count);
    memcpy(all, f->coverage, c->unit_count * sizeof *all);
    for (size_t i = c->unit_count; i > 1; i--)
        coverage_sum(&all[c->units[i - 1]->parent->index], &all[i - 1]);
    for (size_t i = 0; i < c->unit_count; i++) all[i].measures_overdue = 0;
    return all;
}

// Free texts that HR has released, where enough have answered; sorted, so that no two stand
// together because one wrote both.
static void publish_answers(struct arena *a, const struct figures *f, struct published *p)
{
    p->answers = f->answers;
    for (size_t q = 0; q < PUBLISHED_TEXTS; q++) {
        const char **list = ARENA_ARRAY(a, const char *, f->answers);
        size_t count = 0;
        for (size_t i = 0; i < f->answers; i++)
            if (f->given[i].released && f->given[i].texts[q]) list[count++] = f->given[i].texts[q];
        if (count) qsort(list, count, sizeof *list, array_compare_texts);
        p->texts[q].list = list;
        p->texts[q].count = count;
    }
}

static const struct coverage *waves_of(struct arena *a, const struct figures *f)
{
    struct coverage *waves = ARENA_ARRAY(a, struct coverage, f->cycle->wave_count);
    for (size_t i = 0; i < f->cycle->wave_count; i++) {
        waves[i] = f->waves[i];
        waves[i].measures_overdue = 0;
    }
    return waves;
}

// With too few answers not even the questions are listed; a training whose figures are withheld is
// not listed, since its name may come from one person.
static bool may_be_named(const struct figures *f, const struct published_table *t)
{
    bool training = !strncmp(t->id, "training.", 9), scale = !strncmp(t->id, "scale.", 6);
    if (!training && !scale) return true;
    return f->answers >= (size_t)f->cycle->smallest_group && (scale || t->shown[0]);
}

const struct published *withhold_figures(struct arena *a, const struct figures *f, bool secondary)
{
    struct published *p = ARENA_NEW(a, struct published);
    const struct published_table **tables = ARENA_ARRAY(a, const struct published_table *,
                                                        f->table_count);
    *p = (struct published){.cycle = f->cycle,
                            .limit = f->cycle->smallest_group,
                            .tables = tables,
                            .coverage = coverage_up(a, f),
                            .waves = waves_of(a, f)};
    for (size_t i = 0; i < f->table_count; i++) {
        tables[p->table_count] = withhold_table(a, f, f->tables[i], secondary);
        p->table_count += may_be_named(f, tables[p->table_count]);
    }
    if (f->answers >= (size_t)p->limit) publish_answers(a, f, p);
    return p;
}
