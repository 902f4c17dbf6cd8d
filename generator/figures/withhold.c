// Withholding, after the literature of statistical disclosure control: Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte
// Nordholt, Spicer and de Wolf, Statistical Disclosure Control (Wiley, 2012), chapter 4 on tables of counts: a minimum
// frequency, group disclosure, secondary suppression in hierarchical tables, and global recoding.
//
// 1. A distribution may be shown only if it rests on enough people, if each of its categories that is not empty is that
//    of enough people and leaves out either nobody or enough, and if not everyone has the same value.
// 2. Where the organisation itself would fail because of a rare category, categories are put together, for every unit.
// 3. A unit's distribution is shown only if that of the unit above is. What a unit's own leaves when those shown below it
//    are taken away (its own people, and the units withheld) must satisfy rule 1 too, or be empty; else one more of those
//    below is withheld, the smallest first. So what can be worked out by subtraction is always as safe as what is shown.
//
// A category that is empty in a unit is empty in all below it: that is known of them, withheld or not, and is nobody's.
#include <stdlib.h>
#include <string.h>

#include "figures/figures.h"

struct totals {  // a table in one grain: each unit with all below it
    const struct figure_table *table;
    const struct figure_cells *cells;
    const struct cycle *cycle;
    struct figure_cell *all;
    uint32_t *base;
    bool *shown;
    uint32_t limit;
};

static struct figure_cell *total_of(const struct totals *t, size_t unit) { return t->all + unit * t->cells->category_count; }

static void add_cells(struct figure_cell *to, const struct figure_cell *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        to[i].count += from[i].count;
        to[i].people += from[i].people;
    }
}

static size_t place_of(const struct totals *t, const struct unit *u) { return u->index - t->table->top->index; }

// Units below a unit come after it.
static void add_up(struct totals *t)
{
    size_t categories = t->cells->category_count;
    memcpy(t->all, t->cells->own, t->table->unit_count * categories * sizeof *t->all);
    memcpy(t->base, t->table->own_base, t->table->unit_count * sizeof *t->base);
    for (size_t i = t->table->unit_count; i > 1; i--) {
        const struct unit *u = t->cycle->units[t->table->top->index + i - 1];
        size_t above = place_of(t, u->parent);
        add_cells(total_of(t, above), total_of(t, i - 1), categories);
        t->base[above] += t->base[i - 1];
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

// ---- Rule 3

// What is left of a unit when those shown below it are taken away; false: nobody is.
static bool residual(const struct totals *t, const struct unit *u, struct figure_cell *left, uint32_t *base)
{
    size_t categories = t->cells->category_count;
    memcpy(left, total_of(t, place_of(t, u)), categories * sizeof *left);
    *base = t->base[place_of(t, u)];
    for (size_t i = 0; i < u->unit_count; i++) {
        size_t below = place_of(t, u->units[i]);
        if (!t->shown[below]) continue;
        *base -= t->base[below];
        for (size_t k = 0; k < categories; k++) {
            left[k].count -= total_of(t, below)[k].count;
            left[k].people -= total_of(t, below)[k].people;
        }
    }
    return *base;
}

static void hide_smallest(struct totals *t, const struct unit *u)
{
    size_t smallest = t->table->unit_count;
    for (size_t i = 0; i < u->unit_count; i++) {
        size_t below = place_of(t, u->units[i]);
        if (t->shown[below] && (smallest == t->table->unit_count || t->base[below] < t->base[smallest])) smallest = below;
    }
    t->shown[smallest] = false;
}

static bool any_shown(const struct totals *t, const struct unit *u)
{
    for (size_t i = 0; i < u->unit_count; i++)
        if (t->shown[place_of(t, u->units[i])]) return true;
    return false;
}

static size_t hidden_count(const struct totals *t, const struct unit *u)
{
    size_t count = 0;
    for (size_t i = 0; i < u->unit_count; i++) {
        size_t below = place_of(t, u->units[i]);
        count += !t->shown[below] && t->base[below];
    }
    return count;
}

// Either none of those below is withheld or at least two are, where there are two.
static void protect(struct totals *t, const struct unit *u, struct figure_cell *left)
{
    uint32_t base;
    while (any_shown(t, u) && (hidden_count(t, u) == 1 || (residual(t, u, left, &base) && !is_safe(t, left, base))))
        hide_smallest(t, u);
}

static void decide(struct totals *t, struct arena *a, bool secondary)
{
    struct figure_cell *left = ARENA_ARRAY(a, struct figure_cell, t->cells->category_count);
    for (size_t i = 0; i < t->table->unit_count; i++) {
        const struct unit *u = t->cycle->units[t->table->top->index + i];
        if (!i) t->shown[0] = is_safe(t, total_of(t, 0), t->base[0]);
        if (!t->shown[i]) continue;
        for (size_t k = 0; k < u->unit_count; k++) {
            size_t below = place_of(t, u->units[k]);
            t->shown[below] = is_safe(t, total_of(t, below), t->base[below]);
        }
        if (secondary) protect(t, u, left);
    }
}

// ---- Rule 2, and what comes out

static struct totals totals_of(struct arena *a, const struct figures *f, const struct figure_table *table, size_t grain)
{
    struct totals t = {.table = table, .cells = &table->grains[grain], .cycle = f->cycle, .limit = (uint32_t)f->cycle->smallest_group};
    t.all = ARENA_ARRAY(a, struct figure_cell, table->unit_count * t.cells->category_count);
    t.base = ARENA_ARRAY(a, uint32_t, table->unit_count);
    t.shown = ARENA_ARRAY(a, bool, table->unit_count);
    add_up(&t);
    return t;
}

static const struct published_table *withhold_table(struct arena *a, const struct figures *f, const struct figure_table *table,
                                                    bool secondary)
{
    struct published_table *out = ARENA_NEW(a, struct published_table);
    struct totals t = totals_of(a, f, table, 0);
    for (size_t grain = 1; grain < table->grain_count && !is_safe(&t, total_of(&t, 0), t.base[0]); grain++)
        t = totals_of(a, f, table, grain);
    decide(&t, a, secondary);
    size_t categories = t.cells->category_count;
    uint32_t *counts = ARENA_ARRAY(a, uint32_t, table->unit_count * categories), *base = ARENA_ARRAY(a, uint32_t, table->unit_count);
    for (size_t i = 0; i < table->unit_count; i++) {
        if (!t.shown[i]) continue;
        base[i] = t.base[i];
        for (size_t k = 0; k < categories; k++) counts[i * categories + k] = total_of(&t, i)[k].count;
    }
    *out = (struct published_table){.id = table->id, .period = table->period, .priority = table->priority,
                                    .categories = t.cells->categories, .category_count = categories, .top = table->top,
                                    .unit_count = table->unit_count, .shown = t.shown, .counts = counts, .base = base};
    return out;
}

static const struct coverage *coverage_up(struct arena *a, const struct figures *f)
{
    const struct cycle *c = f->cycle;
    struct coverage *all = ARENA_ARRAY(a, struct coverage, c->unit_count);
    memcpy(all, f->coverage, c->unit_count * sizeof *all);
    for (size_t i = c->unit_count; i > 1; i--) coverage_sum(&all[c->units[i - 1]->parent->index], &all[i - 1]);
    return all;
}

// Free texts that HR has released, where enough have answered; sorted, so that no two stand together because one wrote both.
static int by_text(const void *x, const void *y) { return strcmp(*(const char *const *)x, *(const char *const *)y); }

static void publish_answers(struct arena *a, const struct figures *f, struct published *p)
{
    p->answers = f->answers;
    for (size_t q = 0; q < PUBLISHED_TEXTS; q++) {
        const char **list = ARENA_ARRAY(a, const char *, f->answers);
        size_t count = 0;
        for (size_t i = 0; i < f->answers; i++)
            if (f->given[i].released && f->given[i].texts[q]) list[count++] = f->given[i].texts[q];
        if (count) qsort(list, count, sizeof *list, by_text);
        p->texts[q].list = list;
        p->texts[q].count = count;
    }
}

const struct published *figures_withhold(struct arena *a, const struct figures *f, bool secondary)
{
    struct published *p = ARENA_NEW(a, struct published);
    const struct published_table **tables = ARENA_ARRAY(a, const struct published_table *, f->table_count);
    for (size_t i = 0; i < f->table_count; i++) tables[i] = withhold_table(a, f, f->tables[i], secondary);
    *p = (struct published){.cycle = f->cycle, .limit = f->cycle->smallest_group, .tables = tables, .table_count = f->table_count,
                            .coverage = coverage_up(a, f), .waves = f->waves};
    if (f->answers >= (size_t)p->limit) publish_answers(a, f, p);
    return p;
}
