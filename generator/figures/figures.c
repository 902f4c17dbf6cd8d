// Counts: each plan is added once to every table it belongs to. No plan is kept.
#include <string.h>

#include "figures/figures.h"
#include "base/array.h"
#include "model/delivered.h"

// ---- Tables

struct grain {  // a grouping of values into categories
    const char *const *names;
    size_t count;
    const uint8_t *from;
};
#define GRAIN(names, from)                           \
    {                                                \
        names, sizeof(names) / sizeof *(names), from \
    }

enum { MET, PARTLY, NOT_MET, DROPPED, NONE, ATTAINMENTS };
static const char *const attainments[] = {"met", "partly", "not-met", "dropped", "none"};
static const char *const attainments_4[] = {"met", "partly", "not-met", "other"};
static const char *const attainments_3[] = {"met", "not-wholly", "other"};
static const uint8_t same[] = {0, 1, 2, 3, 4, 5, 6, 7}, to_4[] = {0, 1, 2, 3, 3},
                     to_3[] = {0, 1, 1, 2, 2};
static const struct grain attainment_grains[] = {
    GRAIN(attainments, same), GRAIN(attainments_4, to_4), GRAIN(attainments_3, to_3)};

enum { DONE, OPEN, OVERDUE };
static const char *const measures[] = {"done", "open", "overdue"}, *const measures_2[] = {
                                                                       "done", "not-done"};
static const uint8_t measures_to_2[] = {0, 1, 1};
static const struct grain measure_grains[] = {GRAIN(measures, same),
                                              GRAIN(measures_2, measures_to_2)};

static const char *const yes_no[] = {"yes", "no"};
static const struct grain yes_no_grains[] = {GRAIN(yes_no, same)};

static const char *const steps[] = {"1", "2", "3", "4", "5", "unknown"}, *const steps_3[] = {
                                                                             "low", "middle",
                                                                             "high"};
static const uint8_t steps_to_3[] = {0, 0, 1, 2, 2, 1};  // middle: 3, and whoever does not know
static const struct grain step_grains[] = {GRAIN(steps, same), GRAIN(steps_3, steps_to_3)};

static size_t subtree(const struct unit *u)
{
    size_t count = 1;
    for (size_t i = 0; i < u->unit_count; i++) count += subtree(u->units[i]);
    return count;
}

static struct figure_table *add_table(struct figures *f, struct arena *a, const char *id,
                                      const char *period, const struct unit *top, bool below,
                                      const struct grain *grains, size_t grain_count)
{
    struct figure_table *t = ARENA_NEW(a, struct figure_table);
    *t = (struct figure_table){.id = id,
                               .period = period,
                               .top = top,
                               .unit_count = below ? subtree(top) : 1,
                               .grain_count = grain_count};
    t->own_base = ARENA_ARRAY(a, uint32_t, t->unit_count);
    for (size_t i = 0; i < grain_count; i++) {
        t->grains[i] = (struct figure_cells){grains[i].names, grains[i].count, grains[i].from,
                                             NULL};
        t->grains[i].own = ARENA_ARRAY(a, struct figure_cell, t->unit_count * grains[i].count);
    }
    *ARENA_PUSH(a, f->tables, f->table_count, f->table_room) = t;
    return t;
}
#define ADD_TABLE(f, a, id, period, top, below, grains) \
    add_table(f, a, id, period, top, below, grains, sizeof(grains) / sizeof *(grains))

static const char *priority_key(struct arena *a, const struct priority *p)
{
    return arena_printf(a, "%s/%s", p->file->unit->id, p->id);
}

static void add_priorities(struct figures *f, struct arena *a, const char *period)
{
    const struct cycle *c = f->cycle;
    for (size_t u = 0; u < c->unit_count; u++) {
        const struct priorities *p = cycle_unit_priorities(c, c->units[u],
                                                           cycle_unit_language(c, c->units[u]));
        for (size_t i = 0; p && i < p->count; i++) {
            const char *id = arena_printf(a, "priority.%s", p->list[i].id);
            struct figure_table *t = ADD_TABLE(f, a, id, period, c->units[u], true,
                                               attainment_grains);
            t->priority = &p->list[i];
            map_set(&f->by_priority, a, priority_key(a, t->priority), t);
        }
    }
}

static void add_tables(struct figures *f, struct arena *a, const char *period)
{
    const struct cycle *c = f->cycle;
    ADD_TABLE(f, a, "attainment.work", period, c->root, true, attainment_grains);
    ADD_TABLE(f, a, "attainment.development", period, c->root, true, attainment_grains);
    ADD_TABLE(f, a, "attainment.unstated", period, c->root, true, attainment_grains);
    ADD_TABLE(f, a, "measures", period, c->root, true, measure_grains);
    for (size_t i = 0; i < c->competence_count; i++)
        ADD_TABLE(f, a, arena_printf(a, "need.%s", c->competences[i].id), period, c->root, true,
                  yes_no_grains);
}

struct figures *figures_new(struct arena *a, const struct cycle *c)
{
    struct figures *f = ARENA_NEW(a, struct figures);
    f->cycle = c;
    f->arena = a;
    f->coverage = ARENA_ARRAY(a, struct coverage, c->unit_count);
    f->waves = ARENA_ARRAY(a, struct coverage, c->wave_count);
    add_tables(f, a, c->period);
    if (c->previous_period) add_tables(f, a, c->previous_period);
    f->general_count = f->table_count;
    add_priorities(f, a, c->period);
    return f;
}

// The unit in which a plan counts: the one it was made in; where that is gone, the person's; where
// the person is gone, too, the root.
static const struct unit *unit_of(const struct cycle *c, const struct plan *p)
{
    const struct unit *u = p->unit_id ? cycle_unit(c, p->unit_id) : NULL;
    if (!u && p->person) u = p->person->unit;
    return u ? u : c->root;
}

// Where the plan counts: what was held before a move was held in the unit that the plan was made
// in.
void figures_add_person(struct figures *f, const struct person *p, struct date day)
{
    const struct unit *u = p->plan && !p->plan_has_errors ? unit_of(f->cycle, p->plan) : p->unit;
    struct person_coverage one = coverage_of(f->cycle, p, day);
    coverage_add(&f->coverage[u->index], f->cycle, &one);
    if (p->wave < f->cycle->wave_count) coverage_add(&f->waves[p->wave], f->cycle, &one);
}

// ---- One person's part

struct contribution {  // what one person adds to a table, by the finest category
    struct figure_table *table;
    uint32_t counts[ATTAINMENTS + 3];
};

static void add_contribution(const struct contribution *t, const struct unit *u)
{
    const struct figure_table *table = t->table;
    size_t unit = u->index - table->top->index;
    uint32_t all = 0;
    for (size_t i = 0; i < table->grains[0].category_count; i++) all += t->counts[i];
    if (!all || u->index < table->top->index || unit >= table->unit_count) return;
    table->own_base[unit]++;
    for (size_t g = 0; g < table->grain_count; g++) {
        const struct figure_cells *cells = &table->grains[g];
        bool counted[ATTAINMENTS + 3] = {0};
        for (size_t i = 0; i < table->grains[0].category_count; i++) {
            struct figure_cell *cell = figure_own(cells, unit) + cells->from[i];
            cell->count += t->counts[i];
            if (!t->counts[i] || counted[cells->from[i]]) continue;
            counted[cells->from[i]] = true;
            cell->people++;
        }
    }
}

static unsigned category_of(enum attainment a)
{
    switch (a) {
    case ATTAINMENT_MET: return MET;
    case ATTAINMENT_PARTLY: return PARTLY;
    case ATTAINMENT_NOT_MET: return NOT_MET;
    case ATTAINMENT_DROPPED: return DROPPED;
    default: return NONE;
    }
}

static bool is_kind(const char *id, enum goal_kind kind)
{
    const char *wanted = kind == GOAL_WORK || kind == GOAL_TASK ? "attainment.work"
                       : kind == GOAL_PERSONAL || kind == GOAL_PROFESSIONAL
                           ? "attainment.development"
                           : "attainment.unstated";
    return !strcmp(id, wanted);
}

// Of a plan kept in a leader's own directory there are numbers only: goals by kind, without the
// priorities that they support.
static void count_delivered_goals(struct contribution *t, const struct delivered_person *p)
{
    static const enum goal_kind kinds[] = {[DELIVERED_WORK] = GOAL_WORK,
                                           [DELIVERED_DEVELOPMENT] = GOAL_PERSONAL,
                                           [DELIVERED_UNSTATED] = GOAL_UNSTATED};
    for (int k = 0; k < DELIVERED_KINDS; k++)
        for (int a = 0; is_kind(t->table->id, kinds[k]) && a < DELIVERED_ATTAINMENTS; a++)
            t->counts[category_of((enum attainment)a)] += (uint32_t)p->goals[k][a];
}

static void count_goals(struct contribution *t, const struct plan *p)
{
    if (coverage_plan_has_only_counts(p)) count_delivered_goals(t, p->delivered);
    for (size_t i = 0; i < p->goal_count; i++)
        if (is_kind(t->table->id, p->goals[i].kind))
            t->counts[category_of(p->goals[i].attainment)]++;
}

static struct figure_table *table_of(const struct figures *f, const struct priority *p)
{
    struct buf key = {0};
    if (!p) return NULL;
    buf_printf(&key, "%s/%s", p->file->unit->id, p->id);
    struct figure_table *t = map_get(&f->by_priority, buf_cstr(&key));
    buf_free(&key);
    return t;
}

static bool supports(const struct goal *g, const struct priority *p)
{
    for (size_t i = 0; i < g->supports_count; i++)
        if (g->supports[i].priority == p) return true;
    return false;
}

// All goals from number `first` on that support a priority, unless one before them does, too.
static void add_to_priority(struct figures *f, const struct plan *p, const struct unit *u,
                            size_t first, const struct priority *priority)
{
    struct contribution t = {.table = table_of(f, priority)};
    if (!t.table) return;
    for (size_t i = 0; i < p->goal_count; i++) {
        if (!supports(&p->goals[i], priority)) continue;
        if (i < first) return;
        t.counts[category_of(p->goals[i].attainment)]++;
    }
    add_contribution(&t, u->index - t.table->top->index < t.table->unit_count ? u : t.table->top);
}

// Each supported priority once, with all goals that support it: a goal counts for each priority
// that it supports. A priority of a unit that is not the plan's (a second position, a move) counts
// in its own unit all the same.
static void add_supported(struct figures *f, const struct plan *p, const struct unit *u)
{
    for (size_t i = 0; i < p->goal_count; i++)
        for (size_t k = 0; k < p->goals[i].supports_count; k++)
            add_to_priority(f, p, u, i, p->goals[i].supports[k].priority);
}

// The day that decides what is overdue; for an earlier period, its last.
static struct date day_of(const struct cycle *c, const struct plan *p, struct date day)
{
    struct date last = date_add_days(c->dates.from, -1);
    return strcmp(p->period, c->period) && date_compare(last, day) < 0 ? last : day;
}

// Who is away or has left is not late: their measures count as open.
static void count_measures(struct contribution *t, const struct cycle *c, const struct plan *p,
                           struct date at)
{
    struct date day = day_of(c, p, at);
    bool expected = !p->person || coverage_expects_measures(p->person, day);
    if (coverage_plan_has_only_counts(p)) {
        int overdue = expected ? delivered_overdue(p->delivered, day) : 0;
        t->counts[DONE] += (uint32_t)p->delivered->measures_done;
        t->counts[OVERDUE] += (uint32_t)overdue;
        t->counts[OPEN] += (uint32_t)(p->delivered->measures_undated + p->delivered->due_count -
                                      overdue);
    }
    for (size_t i = 0; i < p->goal_count; i++) {
        const struct goal *g = &p->goals[i];
        for (size_t k = 0; k < g->measure_count && !coverage_goal_is_dropped(p, g); k++) {
            const struct measure *m = &g->measures[k];
            bool overdue = expected && coverage_measure_is_overdue(m, day);
            if (m->is_done) t->counts[DONE]++;
            else t->counts[overdue ? OVERDUE : OPEN]++;
        }
    }
}

// A person counts as asked at the evaluation, or earlier where a need is named.
static void count_need(struct contribution *t, const struct plan *p, const char *id)
{
    bool needed = false;
    if (!date_is_set(p->evaluation_held) && !p->competence_need_count && !p->other_need_count)
        return;
    for (size_t i = 0; i < p->competence_need_count; i++)
        needed |= !strcmp(p->competence_needs[i], id);
    t->counts[!needed] = 1;
}

static bool begins(const char *text, const char *with)
{
    return !strncmp(text, with, strlen(with));
}

void figures_add_plan(struct figures *f, const struct plan *p, struct date day)
{
    const struct unit *u = unit_of(f->cycle, p);
    for (size_t i = 0; i < f->general_count; i++) {
        struct contribution t = {.table = f->tables[i]};
        if (strcmp(t.table->period, p->period)) continue;
        if (begins(t.table->id, "attainment.")) count_goals(&t, p);
        else if (!strcmp(t.table->id, "measures")) count_measures(&t, f->cycle, p, day);
        else if (begins(t.table->id, "need.")) count_need(&t, p, t.table->id + strlen("need."));
        add_contribution(&t, u);
    }
    if (!strcmp(p->period, f->cycle->period)) add_supported(f, p, u);
}

// ---- Answers: of the organisation as a whole, whatever unit they name

// In the same map as priorities, whose keys hold a slash.
static struct figure_table *add_answer_table(struct figures *f, struct arena *a, const char *id,
                                             const struct grain *grains, size_t count)
{
    struct figure_table *t = add_table(f, a, id, f->cycle->period, f->cycle->root, false, grains,
                                       count);
    map_set(&f->by_priority, a, id, t);
    return t;
}

static void add_scales(struct figures *f, struct arena *a, const struct answer_given *answer)
{
    for (size_t i = 0; i < answer->scale_count; i++) {
        const char *id = arena_printf(a, "scale.%s", answer->scale_ids[i]);
        struct contribution t = {.table = map_get(&f->by_priority, id)};
        if (!t.table) t.table = add_answer_table(f, a, id, step_grains, COUNT(step_grains));
        for (size_t s = 0; s < COUNT(steps); s++)
            t.counts[s] = !strcmp(steps[s], answer->scale_values[i]);
        add_contribution(&t, f->cycle->root);
    }
}

static bool asks_for(const struct answer_given *answer, const char *training)
{
    for (size_t i = 0; i < answer->training_count; i++)
        if (!strcmp(answer->training[i], training)) return true;
    return false;
}

// Everyone who answers counts as asked about each training that anybody has named.
static void add_training(struct figures *f, struct arena *a, const struct answer_given *answers,
                         size_t count, const char *training)
{
    const char *id = arena_printf(a, "training.%s", training);
    if (map_get(&f->by_priority, id)) return;
    struct figure_table *table = add_answer_table(f, a, id, yes_no_grains, 1);
    for (size_t i = 0; i < count; i++) {
        struct contribution t = {.table = table};
        t.counts[!asks_for(&answers[i], training)] = 1;
        add_contribution(&t, f->cycle->root);
    }
}

void figures_add_answers(struct figures *f, struct arena *a, const struct answer_given *answers,
                         size_t count)
{
    f->given = answers;
    f->answers = count;
    for (size_t i = 0; i < count; i++) add_scales(f, a, &answers[i]);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < answers[i].training_count; k++)
            add_training(f, a, answers, count, answers[i].training[k]);
}
