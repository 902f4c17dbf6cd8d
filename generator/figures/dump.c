// Figures as stable text, exactly as they were counted, for tests and for whoever keeps the plans:
// of each release every atom with its people and goals, and every line of it.
#include "figures/atoms.h"
#include "figures/figures.h"
#include "figures/lines.h"

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

// unit SIZE_MAX: of the organisation.
static int exact(const struct atoms *all, const struct line *l, size_t unit)
{
    int n = 0;
    for (size_t i = 0; i < all->person_count; i++) {
        const struct figure_person *p = &all->people[i];
        if (atoms_have(all, p) && (unit == SIZE_MAX || all->of[p->unit->index] == unit))
            n += l->count(l, p);
    }
    return n;
}

static void dump_release(const struct figures *f, enum release_kind kind, struct buf *out)
{
    struct arena a = {0};
    size_t count;
    const struct cycle *c = f->cycle;
    const struct atoms *all = atoms_of(&a, f, kind);
    const struct line *lines = lines_of(&a, f, kind, &count);
    buf_printf(out, "release %s\n", release_kind_names[kind]);
    for (size_t u = 0; u < c->unit_count; u++)
        if (all->group[u])
            buf_printf(out, "  unit %s group %zu goals %zu atom %s%s\n", c->units[u]->id,
                       all->group[u], all->goals[u], c->units[all->of[u]]->id,
                       all->shown[u] ? " shown" : "");
    for (size_t u = 0; u < c->unit_count; u++) {
        if (!all->size[u]) continue;
        buf_printf(out, "  atom %s people %zu\n", c->units[u]->id, all->size[u]);
        for (size_t k = 0; k < count; k++)
            if (!lines[k].of_organisation)
                buf_printf(out, "    %s: %d\n", lines[k].id, exact(all, &lines[k], u));
    }
    for (size_t k = 0; k < count && all->group[0]; k++)
        if (lines[k].of_organisation)
            buf_printf(out, "  all %s: %d\n", lines[k].id, exact(all, &lines[k], SIZE_MAX));
    arena_free(&a);
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
    for (size_t i = 0; i < f->thread_count; i++)
        buf_printf(out, "thread %s/%s goals %zu people %zu\n",
                   f->threads[i]->priority->file->unit->id, f->threads[i]->priority->id,
                   f->threads[i]->goals, f->threads[i]->people);
    for (int kind = 0; kind < RELEASE_KINDS; kind++) dump_release(f, (enum release_kind)kind, out);
}
