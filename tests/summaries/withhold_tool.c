// Random organisations with random figures, withheld and written as CSV: what
// tests/summaries/withhold.py tries to see through. No part of the product. usage: withhold_tool
// SEED COUNT TRUTH
// [--primary-only]
//        withhold_tool --time UNITS PEOPLE PRIORITIES UNITS-BELOW-EACH
// To standard output, for each organisation: "tree N LIMIT", "unit ID PARENT PEOPLE" for each unit,
// what the chart tells; then its CSV. To the file TRUTH, what nobody may work out: "own MEASURE
// UNIT BASE" and a line "cell …" for each category.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "export/export.h"
#include "figures/figures.h"

static uint64_t state;

static uint32_t below(uint32_t n)  // splitmix64
{
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return n ? (uint32_t)((z ^ z >> 31) % n) : 0;
}

static bool happens(uint32_t percent)
{
    return below(100) < percent;
}

// ---- Organisations

enum { UNITS_MOST = 60, DEPTH_MOST = 5, CATEGORIES_MOST = 5 };

static size_t people_of_unit(size_t limit)
{
    uint32_t kind = below(100);
    if (kind < 25) return 0;
    if (kind < 45) return 1 + below(2);
    if (kind < 85) return limit - 3 + below(8);  // near the limit
    return 10 + below(40);
}

static struct unit *add_unit(struct arena *a, struct cycle *c, struct unit *parent)
{
    struct unit *u = ARENA_NEW(a, struct unit);
    *u = (struct unit){.id = arena_printf(a, "u%zu", c->unit_count),
                       .name.text = "=En, \"enhet\"",
                       .parent = parent,
                       .index = (unsigned)c->unit_count,
                       .depth = parent ? parent->depth + 1 : 0,
                       .person_count = people_of_unit((size_t)c->smallest_group)};
    c->units[c->unit_count++] = u;
    return u;
}

static uint32_t children_of_unit(const struct unit *u)
{
    if (u->depth >= DEPTH_MOST) return 0;
    if (!u->depth) return below(10);
    return happens(45) ? 0 : happens(30) ? 1 : below(6);  // single-child chains are common
}

static void grow(struct arena *a, struct cycle *c, struct unit *u, size_t most)
{
    uint32_t wanted = children_of_unit(u);
    u->units = ARENA_ARRAY(a, struct unit *, wanted + 1);
    for (uint32_t i = 0; i < wanted && c->unit_count < most; i++) {
        struct unit *child = add_unit(a, c, u);
        u->units[u->unit_count++] = child;
        grow(a, c, child, most);
    }
}

static struct cycle *organisation(struct arena *a)
{
    struct cycle *c = ARENA_NEW(a, struct cycle);
    *c = (struct cycle){.arena = a,
                        .organisation.text = "Prøve",
                        .period = "2027",
                        .smallest_group = 5 + (int)below(4)};
    c->units = ARENA_ARRAY(a, struct unit *, UNITS_MOST);
    c->root = add_unit(a, c, NULL);
    grow(a, c, c->root, 1 + below(UNITS_MOST));
    return c;
}

// ---- Figures

struct recipe {  // how people answer
    size_t categories;
    uint32_t weights[CATEGORIES_MOST], items_most, answering;  // items_most 1: one value each
    uint32_t of_one_mind;  // percent of units where all have the same value
};

static const char *const names[CATEGORIES_MOST] = {"a", "b", "c", "d", "e"}, *const coarse[] = {
                                                                                 "a", "other"};
static const uint8_t same[] = {0, 1, 2, 3, 4}, to_coarse[] = {0, 1, 1, 1, 1};

static struct recipe new_recipe(bool single, size_t categories)
{
    struct recipe r = {.categories = categories ? categories : 2 + below(CATEGORIES_MOST - 1),
                       .items_most = single ? 1 : 1 + below(4),
                       .answering = happens(50) ? 100 : 30 + below(70),
                       .of_one_mind = happens(50) ? 0 : below(50)};
    for (size_t i = 0; i < r.categories; i++)
        r.weights[i] = happens(15) ? below(3) : 10 + below(60);
    r.weights[0] += 5;
    return r;
}

static size_t draw(const struct recipe *r)
{
    uint32_t all = 0;
    for (size_t i = 0; i < r->categories; i++) all += r->weights[i];
    uint32_t at = below(all);
    for (size_t i = 0; i < r->categories; i++) {
        if (at < r->weights[i]) return i;
        at -= r->weights[i];
    }
    return 0;
}

static void add_one(struct figure_table *t, size_t unit, const uint32_t *counts)
{
    t->own_base[unit]++;
    for (size_t g = 0; g < t->grain_count; g++) {
        bool counted[CATEGORIES_MOST] = {0};
        for (size_t i = 0; i < t->grains[0].category_count; i++) {
            size_t to = t->grains[g].from[i];
            struct figure_cell *cell = figure_own(&t->grains[g], unit) + to;
            cell->count += counts[i];
            cell->people += counts[i] && !counted[to];
            counted[to] |= counts[i] > 0;
        }
    }
}

static void fill(struct figure_table *t, const struct recipe *r, const struct cycle *c,
                 const uint32_t *base)
{
    for (size_t unit = 0; unit < t->unit_count; unit++) {
        size_t people = c->units[t->top->index + unit]->person_count, always = draw(r);
        bool one_mind = happens(r->of_one_mind);
        for (size_t i = 0; i < people; i++) {
            uint32_t counts[CATEGORIES_MOST] = {0}, items = 1 + below(r->items_most);
            if (base ? i >= base[unit] : !happens(r->answering)) continue;
            for (uint32_t k = 0; k < items; k++) counts[one_mind ? always : draw(r)]++;
            add_one(t, unit, counts);
        }
    }
}

static size_t subtree(const struct unit *u)
{
    size_t n = 1;
    for (size_t i = 0; i < u->unit_count; i++) n += subtree(u->units[i]);
    return n;
}

static void add_cells(struct arena *a, struct figure_table *t, const char *const *categories,
                      size_t count, const uint8_t *from)
{
    t->grains[t->grain_count++] = (struct figure_cells){
        categories, count, from, ARENA_ARRAY(a, struct figure_cell, t->unit_count * count)};
}

static struct figure_table *add_table(struct arena *a, struct figures *f, const char *id,
                                      const struct unit *top, const struct recipe *r)
{
    struct figure_table *t = ARENA_NEW(a, struct figure_table);
    *t = (struct figure_table){.id = id, .period = "2027", .top = top, .unit_count = subtree(top)};
    t->own_base = ARENA_ARRAY(a, uint32_t, t->unit_count);
    add_cells(a, t, names, r->categories, same);
    if (r->categories > 2) add_cells(a, t, coarse, 2, to_coarse);
    *ARENA_PUSH(a, f->tables, f->table_count, f->table_room) = t;
    return t;
}

// Goals of several a person; measures of a part of the organisation; two needs of the same people.
static struct figures *figures_of(struct arena *a, const struct cycle *c)
{
    struct figures *f = ARENA_NEW(a, struct figures);
    f->cycle = c;
    f->coverage = ARENA_ARRAY(a, struct coverage, c->unit_count);
    struct recipe goals = new_recipe(false, 0), measures = new_recipe(happens(50), 0);
    fill(add_table(a, f, "attainment.work", c->root, &goals), &goals, c, NULL);
    const struct unit *part = happens(50) ? c->root : c->units[below((uint32_t)c->unit_count)];
    fill(add_table(a, f, measures.items_most == 1 ? "scale.of-one" : "measures", part, &measures),
         &measures, c, NULL);
    const uint32_t *base = NULL;
    for (int i = 0; i < 2; i++) {
        struct recipe need = new_recipe(true, 2);
        struct figure_table *t = add_table(a, f, i ? "need.b" : "need.a", c->root, &need);
        fill(t, &need, c, base);
        base = t->own_base;
    }
    for (size_t i = 0; i < c->unit_count; i++) f->coverage[i].evaluations[TALK_HELD] = base[i];
    static const struct answer_given unreleased[100];  // their texts are none of this test's
    f->given = unreleased;
    f->answers = 100;
    return f;
}

// ---- What comes out

static void write_chart(const struct cycle *c, unsigned long tree)
{
    printf("tree %lu %d\n", tree, c->smallest_group);
    for (size_t i = 0; i < c->unit_count; i++)
        printf("unit %s %s %zu\n", c->units[i]->id,
               c->units[i]->parent ? c->units[i]->parent->id : "-", c->units[i]->person_count);
}

static void write_truth(FILE *out, const struct figures *f, unsigned long tree)
{
    fprintf(out, "tree %lu\n", tree);
    for (size_t i = 0; i < f->table_count; i++) {
        const struct figure_table *t = f->tables[i];
        for (size_t u = 0; u < t->unit_count; u++) {
            fprintf(out, "own %s %s %u\n", t->id, f->cycle->units[t->top->index + u]->id,
                    t->own_base[u]);
            for (size_t g = 0; g < t->grain_count; g++)
                for (size_t k = 0; k < t->grains[g].category_count; k++) {
                    const struct figure_cell *cell = figure_own(&t->grains[g], u) + k;
                    fprintf(out, "cell %zu %s %u %u\n", g, t->grains[g].categories[k], cell->count,
                            cell->people);
                }
        }
    }
}

static void one_tree(FILE *truth, unsigned long tree, bool secondary)
{
    struct arena a = {0};
    struct buf csv = {0};
    struct cycle *c = organisation(&a);
    struct figures *f = figures_of(&a, c);
    write_chart(c, tree);
    write_truth(truth, f, tree);
    export_csv(withhold_figures(&a, f, secondary), NULL, false, &csv);
    fwrite(csv.p, 1, csv.n, stdout);
    buf_free(&csv);
    arena_free(&a);
}

// ---- How long it takes

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void shape(struct arena *a, struct cycle *c, size_t units, size_t branches)
{
    c->units = ARENA_ARRAY(a, struct unit *, units);
    struct unit **in_turn = ARENA_ARRAY(a, struct unit *, units);
    for (size_t i = 0; i < units; i++) {
        struct unit *u = in_turn[i] = ARENA_NEW(a, struct unit),
                    *parent = i ? in_turn[(i - 1) / branches] : NULL;
        *u = (struct unit){.id = arena_printf(a, "u%zu", i),
                           .name.text = "Enhet",
                           .parent = parent,
                           .depth = parent ? parent->depth + 1 : 0};
        size_t left = i * branches < units ? units - i * branches : 0;
        u->units = ARENA_ARRAY(a, struct unit *, left < branches ? left : branches);
        if (parent) parent->units[parent->unit_count++] = u;
    }
    struct unit **stack = ARENA_ARRAY(a, struct unit *, units + 1);
    size_t top = 0;
    stack[top++] = c->root = in_turn[0];
    while (top) {
        struct unit *u = stack[--top];
        u->index = (unsigned)c->unit_count;
        c->units[c->unit_count++] = u;
        for (size_t i = u->unit_count; i-- > 0;) stack[top++] = u->units[i];
    }
    for (size_t i = 0; i < units; i++) map_set(&c->units_by_id, a, c->units[i]->id, c->units[i]);
}

static void add_priorities(struct arena *a, struct cycle *c, size_t count)
{
    for (size_t i = 0; i < c->unit_count; i++) {
        struct priorities *p = ARENA_NEW(a, struct priorities);
        *p = (struct priorities){.unit = c->units[i],
                                 .language = "nb",
                                 .list = ARENA_ARRAY(a, struct priority, count),
                                 .count = count};
        for (size_t k = 0; k < count; k++)
            p->list[k] = (struct priority){.id = arena_printf(a, "p%zu", k), .file = p};
        c->units[i]->priorities = ARENA_ARRAY(a, struct priorities *, 1);
        c->units[i]->priorities[c->units[i]->priorities_count++] = p;
    }
}

static void add_people(struct arena *a, struct cycle *c, size_t people)
{
    struct competence needs[] = {{.id = "digital", .name.text = "D"},
                                 {.id = "law", .name.text = "L"},
                                 {.id = "leading", .name.text = "L"},
                                 {.id = "safety", .name.text = "S"},
                                 {.id = "language", .name.text = "N"}};
    c->competence_count = sizeof needs / sizeof *needs;
    c->competences = memcpy(ARENA_ARRAY(a, struct competence, c->competence_count), needs,
                            sizeof needs);
    c->people = ARENA_ARRAY(a, struct person *, people);
    c->plans = ARENA_ARRAY(a, struct plan *, people);
    for (size_t i = 0; i < people; i++) {
        struct unit *u = c->units[below((uint32_t)c->unit_count)];
        struct person *p = c->people[c->person_count++] = ARENA_NEW(a, struct person);
        struct plan *plan = c->plans[c->plan_count++] = ARENA_NEW(a, struct plan);
        *p = (struct person){.id = "e", .unit = u, .plan = plan};
        u->person_count++;
        *plan = (struct plan){.person = p,
                              .unit_id = u->id,
                              .period = c->period,
                              .goals = ARENA_ARRAY(a, struct goal, 5),
                              .goal_count = 5,
                              .evaluation_held = {2027, 12, 1},
                              .competence_needs = ARENA_ARRAY(a, const char *, 1),
                              .competence_need_count = 1};
        plan->competence_needs[0] = needs[below(5)].id;
        for (size_t k = 0; k < plan->goal_count; k++) {
            const struct unit *of = u;
            while (of->parent && happens(60)) of = of->parent;
            struct goal *g = &plan->goals[k];
            *g = (struct goal){.id = "g",
                               .kind = k < 3 ? GOAL_WORK : GOAL_PERSONAL,
                               .attainment = (enum attainment)(1 + below(3)),
                               .supports = ARENA_NEW(a, struct goal_support),
                               .supports_count = 1,
                               .measures = ARENA_ARRAY(a, struct measure, 1),
                               .measure_count = 1};
            g->supports->priority =
                &of->priorities[0]->list[below((uint32_t)of->priorities[0]->count)];
            if (happens(70)) g->measures[0].is_done = true;
        }
    }
}

static void time_it(size_t units, size_t people, size_t priorities, size_t branches)
{
    struct arena a = {0}, b = {0};
    struct cycle c = {.arena = &a,
                      .organisation.text = "Prøve",
                      .period = "2027",
                      .language = "nb",
                      .smallest_group = 5};
    struct buf csv = {0};
    shape(&a, &c, units, branches);
    add_priorities(&a, &c, priorities);
    add_people(&a, &c, people);
    double begun = seconds();
    struct figures *f = figures_new(&b, &c);
    for (size_t i = 0; i < c.plan_count; i++)
        figures_add_plan(f, c.plans[i], (struct date){2027, 12, 20});
    for (size_t i = 0; i < c.person_count; i++)
        figures_add_person(f, c.people[i], (struct date){2027, 12, 20});
    double counted = seconds();
    size_t counted_bytes = b.total;
    const struct published *p = withhold_figures(&b, f, true);
    double withheld = seconds();
    export_csv(p, NULL, false, &csv);
    double written = seconds();
    printf("%zu people, %zu units, %zu tables: counted %.2f s, %zu MB; withheld %.2f s, %zu MB "
           "more; CSV %.2f s, %zu MB\n",
           people, units, p->table_count, counted - begun, counted_bytes >> 20, withheld - counted,
           (b.total - counted_bytes) >> 20, written - withheld, csv.n >> 20);
    buf_free(&csv);
    arena_free(&b);
    arena_free(&a);
}

int main(int n, char **arguments)
{
    if (n == 6 && !strcmp(arguments[1], "--time")) {
        size_t of[4];
        for (int i = 0; i < 4; i++) of[i] = strtoul(arguments[i + 2], NULL, 10);
        time_it(of[0], of[1], of[2], of[3]);
        return 0;
    }
    FILE *truth = n >= 4 ? fopen(arguments[3], "w") : NULL;
    if (!truth) return 2;
    unsigned long seed = strtoul(arguments[1], NULL, 10), count = strtoul(arguments[2], NULL, 10);
    bool secondary = n < 5 || strcmp(arguments[4], "--primary-only");
    for (unsigned long i = 0; i < count; i++) {
        state = (seed + i) * 0xD1342543DE82EF95u;
        one_tree(truth, seed + i, secondary);
    }
    return fclose(truth) ? 3 : 0;
}
