// Figures as stable text, for tests: of each table every unit in which anybody is counted, with the
// figures of its own people and of all below it. A cell is "category own all", each as
// count/people.
#include "model/figures.h"

#include <string.h>

static void add_up(const struct figures *f, const struct figure_table *t, size_t grain,
                   struct figure_cell *all, uint32_t *base)
{
    size_t categories = t->grains[grain].category_count, first = t->top->index;
    memcpy(all, t->grains[grain].own, t->unit_count * categories * sizeof *all);
    memcpy(base, t->own_base, t->unit_count * sizeof *base);
    for (size_t i = t->unit_count; i-- > 1;) {
        size_t above = f->cycle->units[first + i]->parent->index - first;
        base[above] += base[i];
        for (size_t k = 0; k < categories; k++) {
            all[above * categories + k].count += all[i * categories + k].count;
            all[above * categories + k].people += all[i * categories + k].people;
        }
    }
}

static void dump_grain(const struct figures *f, const struct figure_table *t, size_t grain,
                       struct buf *out)
{
    struct arena a = {0};
    const struct figure_cells *g = &t->grains[grain];
    struct figure_cell *all = ARENA_ARRAY(&a, struct figure_cell,
                                          t->unit_count * g->category_count);
    uint32_t *base = ARENA_ARRAY(&a, uint32_t, t->unit_count);
    add_up(f, t, grain, all, base);
    for (size_t i = 0; i < t->unit_count; i++) {
        if (!base[i]) continue;
        buf_printf(out, "  %s people %u %u", f->cycle->units[t->top->index + i]->id, t->own_base[i],
                   base[i]);
        for (size_t k = 0; k < g->category_count; k++) {
            const struct figure_cell *own = figure_own(g, i) + k,
                                     *sum = all + i * g->category_count + k;
            buf_printf(out, " %s %u/%u %u/%u", g->categories[k], own->count, own->people,
                       sum->count, sum->people);
        }
        buf_c(out, '\n');
    }
    arena_free(&a);
}

static void dump_counts(struct buf *out, const char *name, const size_t *counts,
                        const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (counts[i]) buf_printf(out, "  %s %s: %zu\n", name, names[i], counts[i]);
}

static void dump_coverage(struct buf *out, const char *of, const char *id, const struct coverage *k)
{
    if (!k->people) return;
    buf_printf(out, "coverage %s %s people %zu\n", of, id, k->people);
    dump_counts(out, "conversations", k->conversations, conversation_state_names,
                CONVERSATION_STATES);
    dump_counts(out, "plans", k->plans, plan_state_names, PLAN_STATES);
    if (k->plans_overdue) buf_printf(out, "  plans overdue: %zu\n", k->plans_overdue);
    dump_counts(out, "follow-ups", k->follow_ups, talk_state_names, TALK_STATES);
    dump_counts(out, "evaluations", k->evaluations, talk_state_names, TALK_STATES);
    if (k->measures_overdue) buf_printf(out, "  measures overdue: %zu\n", k->measures_overdue);
}

void figures_dump(const struct figures *f, struct buf *out)
{
    const struct cycle *c = f->cycle;
    for (size_t i = 0; i < c->unit_count; i++)
        dump_coverage(out, "unit", c->units[i]->id, &f->coverage[i]);
    for (size_t i = 0; i < c->wave_count; i++) {
        struct buf wave = {0};
        buf_int(&wave, (int64_t)i + 1);
        dump_coverage(out, "wave", buf_cstr(&wave), &f->waves[i]);
        buf_free(&wave);
    }
    buf_printf(out, "answers %zu\n", f->answers);
    for (size_t i = 0; i < f->table_count; i++)
        for (size_t g = 0; g < f->tables[i]->grain_count; g++) {
            buf_printf(out, "table %s %s %s grain %zu\n", f->tables[i]->id, f->tables[i]->period,
                       f->tables[i]->top->id, g);
            dump_grain(f, f->tables[i], g, out);
        }
}
