// Two worlds: random organisations, of which one person's values are exchanged for every other
// value. Prints what worlds.py judges: no part of the product. usage: worlds_tool SEED
// ORGANISATIONS
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "figures/draw_tables.h"
#include "figures/drawing.h"
#include "figures/figures.h"

enum {
    UNITS_MOST = 40,
    PEOPLE_MOST = 420,
    GOALS_MOST = 6,
    AREAS = 4,
    NEEDS = 4,
    GRADES = ATTAINMENT_DROPPED + 1,
    BINS = 1000  // of posteriors
};

// ---- Chance, the same for the same seed

static uint64_t state;

static uint64_t next(void)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}
static int below(int n)
{
    return (int)(next() % (uint64_t)n);
}
static bool chance(int percent)
{
    return below(100) < percent;
}

// ---- An organisation

struct world {
    struct arena arena;
    struct cycle cycle;
    struct unit units[UNITS_MOST], *list[UNITS_MOST];
    struct priorities root_file, *root_files[1], unit_file;
    struct priority areas[AREAS], below[AREAS], *supported[AREAS];
    struct competence competences[NEEDS];
    struct plan plans[PEOPLE_MOST];
    struct goal goals[PEOPLE_MOST][GOALS_MOST];
    struct goal_support supports[PEOPLE_MOST][GOALS_MOST];
    struct measure late[PEOPLE_MOST];
    const char *needs[PEOPLE_MOST][NEEDS];
    struct follow_up follow_ups[PEOPLE_MOST];
    struct progress_note notes[PEOPLE_MOST][GOALS_MOST];
    int people;
    struct secret secret;
    struct figures *figures;
};

static const char *const need_ids[NEEDS] = {"a", "b", "c", "d"};

static void make_chart(struct world *w, int people)
{
    struct cycle *c = &w->cycle;
    int units = 1 + below(1 + (people / 8 < UNITS_MOST - 1 ? people / 8 : UNITS_MOST - 1));
    *c = (struct cycle){.period = "2027",
                        .language = "nb",
                        .units = w->list,
                        .unit_count = (size_t)units,
                        .root = &w->units[0],
                        .dates = {{2027, 1, 1}, {2027, 12, 31}, {0}},
                        .competences = w->competences,
                        .competence_count = NEEDS,
                        .smallest_group = SMALLEST_GROUP};
    // each unit's parent is on the way down to the one before it, so that they stand as in a file
    for (int i = 0; i < units; i++) {
        struct unit *u = &w->units[i], *parent = i ? &w->units[i - 1] : NULL;
        while (parent && parent->parent && (parent->depth > 3 || chance(60)))
            parent = parent->parent;
        *u = (struct unit){.id = arena_printf(&w->arena, "u%d", i),
                           .name.text = "Enhet",
                           .index = (unsigned)i,
                           .parent = parent,
                           .depth = parent ? parent->depth + 1 : 0};
        w->list[i] = u;
        map_set(&c->units_by_id, &w->arena, u->id, u);
    }
}

static void make_areas(struct world *w)
{
    w->root_file = (struct priorities){
        .unit = w->list[0], .language = "nb", .list = w->areas, .count = AREAS};
    w->root_files[0] = &w->root_file;
    w->units[0].priorities = w->root_files;
    w->units[0].priorities_count = 1;
    w->unit_file = (struct priorities){.unit = w->list[w->cycle.unit_count - 1],
                                       .language = "nb",
                                       .list = w->below,
                                       .count = AREAS};
    for (int i = 0; i < AREAS; i++) {
        w->areas[i] = (struct priority){.id = arena_printf(&w->arena, "liv%d", i),
                                        .file = &w->root_file};
        w->supported[i] = &w->areas[i];
        w->below[i] = (struct priority){.id = arena_printf(&w->arena, "del%d", i),
                                        .file = &w->unit_file,
                                        .supports = &w->supported[i],
                                        .supports_count = (size_t)(i < AREAS - 1)};
        w->competences[i] = (struct competence){.id = need_ids[i], .name.text = need_ids[i]};
    }
}

static enum attainment some_grade(int met)
{
    static const enum attainment others[] = {ATTAINMENT_PARTLY, ATTAINMENT_PARTLY,
                                             ATTAINMENT_NOT_MET, ATTAINMENT_DROPPED,
                                             ATTAINMENT_NONE};
    return chance(met) ? ATTAINMENT_MET : others[below(COUNT(others))];
}

static void make_goal(struct world *w, int i, int k, int met)
{
    struct goal *g = &w->goals[i][k];
    struct priority *to = chance(80)
                            ? chance(50) ? &w->areas[below(AREAS)] : &w->below[below(AREAS)]
                            : NULL;
    w->supports[i][k] = (struct goal_support){.id = "a", .priority = to};
    *g = (struct goal){.id = arena_printf(&w->arena, "g%d", k),
                       .kind = (enum goal_kind)below(5),
                       .attainment = some_grade(met),
                       .supports = &w->supports[i][k],
                       .supports_count = to != NULL};
    w->notes[i][k] = (struct progress_note){.goal_id = g->id,
                                            .status = (enum progress)below(PROGRESS_DROPPED + 1)};
}

// three: so many goals each; else one to six.
static void make_person(struct world *w, int i, int met, bool three)
{
    struct plan *p = &w->plans[i];
    const struct unit *u = w->list[below((int)w->cycle.unit_count)];
    *p = (struct plan){.employee_id = arena_printf(&w->arena, "e%d", i),
                       .unit_id = u->id,
                       .period = "2027",
                       .goals = w->goals[i],
                       .goal_count = three ? 3 : (size_t)(1 + below(GOALS_MOST)),
                       .competence_needs = w->needs[i]};
    if (chance(92)) p->evaluation_held = (struct date){2027, 12, 10};
    for (int k = 0; k < (int)p->goal_count; k++) make_goal(w, i, k, met);
    for (int k = 0; k < NEEDS; k++)
        if (chance(10 + 20 * k)) w->needs[i][p->competence_need_count++] = need_ids[k];
    w->follow_ups[i] = (struct follow_up){
        .held = {2027, 5, 20}, .progress = w->notes[i], .progress_count = p->goal_count};
    p->follow_ups = &w->follow_ups[i];
    p->follow_up_count = (size_t)chance(90);
    w->late[i] = (struct measure){.deadline = {DEADLINE_DAY, {2027, 6, 1}, "2027-06-01"}};
    if (chance(30)) w->goals[i][0].measures = &w->late[i], w->goals[i][0].measure_count = 1;
}

static struct figures *count(struct world *w, struct arena *a)
{
    struct figures *f = figures_new(a, &w->cycle, (struct date){2028, 1, 1});
    for (int i = 0; i < w->people; i++)
        figures_add_plan(f, &w->plans[i], (struct date){2027, 12, 31});
    return f;
}

// alike: everyone has met everything, or nobody has.
static struct world *world_new(uint64_t seed, int people, bool three, int alike)
{
    struct world *w = mem_alloc(sizeof *w);
    state = seed * 1000003u;
    make_chart(w, people);
    make_areas(w);
    w->people = people;
    for (size_t i = 0; i < sizeof w->secret.bytes; i++) w->secret.bytes[i] = (uint8_t)next();
    int met = alike ? alike > 0 ? 100 : 0 : 20 + below(70);
    for (int i = 0; i < people; i++) make_person(w, i, met, three);
    w->figures = count(w, &w->arena);
    return w;
}

static void world_free(struct world *w)
{
    arena_free(&w->arena);
    mem_free(w);
}

// ---- Likelihood

// The weight, of 2^62, with which a true count of n is published so.
static uint64_t weight(enum draw_lot lot, int n, int drawn)
{
    int step = n / 5, row = n % 5, j = drawn / 5 - step;
    int reach = lot == DRAW_GOALS ? DRAW_GOALS_REACH : DRAW_PEOPLE_REACH;
    if (j < -reach || j > reach) return 0;
    return lot == DRAW_GOALS ? draw_goals[row][j + reach] : draw_people[row][j + reach];
}

struct comparison {
    double log_ratio;   // of what was drawn: how much more likely in this world than the other
    int goals, people;  // by how much the counts of each lot differ
    bool impossible;    // what was drawn cannot come from the other world
};

// The other world has this person in the place of p, whose atom is the same.
static struct comparison compare(const struct drawing *d, const struct figure_person *p,
                                 const struct figure_person *other)
{
    struct comparison all = {0};
    for (size_t k = 0; k < d->line_count; k++) {
        const struct line *l = &d->lines[k];
        int difference = l->count(l, other) - l->count(l, p);
        if (!difference) continue;
        size_t at = drawing_at(d, l->of_organisation ? 0 : d->atoms->of[p->unit->index], k);
        uint64_t here = weight(l->lot, d->exact[at], d->drawn[at]),
                 there = weight(l->lot, d->exact[at] + difference, d->drawn[at]);
        *(l->lot == DRAW_GOALS ? &all.goals : &all.people) += abs(difference);
        all.impossible |= !there || !here;
        if (here && there) all.log_ratio += log((double)here) - log((double)there);
    }
    return all;
}

// The person as they would be counted with their plan as it is now.
static struct figure_person counted_again(struct world *w, struct arena *a, int i)
{
    struct figures *f = figures_new(a, &w->cycle, (struct date){2028, 1, 1});
    figures_add_plan(f, &w->plans[i], (struct date){2027, 12, 31});
    return f->people[0];
}

static bool same_row(const struct figure_person *a, const struct figure_person *b)
{
    return a->unit == b->unit && a->goal_count == b->goal_count &&
           !memcmp(a->in, b->in, sizeof a->in);
}

// ---- One goal: every other grade, or at mid-year every other status

struct totals {
    long worlds, broken, impossible;
    double worst;
    int most_goals, most_people;
};

static void note(struct totals *t, const struct comparison *c)
{
    t->worlds++;
    t->impossible += c->impossible;
    t->worst = fmax(t->worst, fabs(c->log_ratio));
    t->most_goals = c->goals > t->most_goals ? c->goals : t->most_goals;
    t->most_people = c->people > t->most_people ? c->people : t->most_people;
}

static void exchange_goals(struct world *w, enum release_kind kind, struct totals *t)
{
    struct arena a = {0}, scratch = {0};
    const struct drawing *d = drawing_make(&a, w->figures, kind, &w->secret, 1);
    int values = kind == RELEASE_EVALUATION ? GRADES : PROGRESS_DROPPED + 1;
    for (int i = 0; i < w->people; i++) {
        const struct figure_person *p = &w->figures->people[i];
        for (int k = 0; p->in[kind] && k < (int)p->goal_count; k++) {
            enum attainment grade = w->goals[i][k].attainment;
            enum progress status = w->notes[i][k].status;
            for (int v = 0; v < values; v++) {
                if (kind == RELEASE_EVALUATION) w->goals[i][k].attainment = (enum attainment)v;
                else w->notes[i][k].status = (enum progress)v;
                struct figure_person other = counted_again(w, &scratch, i);
                struct comparison c = compare(d, p, &other);
                t->broken += !same_row(p, &other);
                note(t, &c);
                arena_reset(&scratch);
            }
            w->goals[i][k].attainment = grade;
            w->notes[i][k].status = status;
        }
    }
    arena_free(&scratch);
    arena_free(&a);
}

// ---- A whole person: another result, and another record

static long posteriors[2][BINS + 1];

static void exchange_people(struct world *w, bool record)
{
    struct arena a = {0};
    const struct drawing *d = drawing_make(&a, w->figures, RELEASE_EVALUATION, &w->secret, 1);
    for (int i = 0; i < w->people; i++) {
        const struct figure_person *p = &w->figures->people[i];
        if (!p->in[RELEASE_EVALUATION]) continue;
        struct figure_person other = *p;
        const struct figure_person *like = &w->figures->people[below(w->people)];
        struct figure_goal *goals = ARENA_ARRAY(&a, struct figure_goal, p->goal_count);
        for (size_t k = 0; k < p->goal_count; k++) {
            goals[k] = p->goals[k];
            goals[k].grade = like->goals[(size_t)below((int)like->goal_count)].grade;
        }
        other.goals = goals;
        if (record)
            other.needs = like->needs, memcpy(other.overdue, like->overdue, sizeof like->overdue);
        struct comparison c = compare(d, p, &other);
        if (!c.goals && !c.people) continue;  // nothing to be told apart
        double posterior = 1 / (1 + exp(-c.log_ratio));
        posteriors[record][c.impossible ? BINS : (int)(posterior * (BINS - 1))]++;
    }
    arena_free(&a);
}

static void print_posteriors(const char *name, const long bins[BINS + 1])
{
    long all = 0, sum = 0, above = 0;
    for (int i = 0; i <= BINS; i++) all += bins[i];
    int median = -1;
    for (int i = 0; i <= BINS; i++) {
        sum += bins[i];
        if (median < 0 && 2 * sum >= all) median = i;
        if (i > 98 * (BINS - 1) / 100) above += bins[i];
    }
    printf("person %s count %ld median %.3f above %.4f certain %ld\n", name, all,
           median / (double)(BINS - 1), (double)above / (double)(all ? all : 1), bins[BINS]);
}

// ---- Keys: what is drawn anew in one world is drawn anew in the other

struct keys {
    long checked, wrong;
    long untouched,
        renewed;  // figures of the atom whose count is the same: how many are drawn anew
};

static void exchange_keys(struct world *w, struct keys *t)
{
    struct arena a = {0};
    const struct drawing *before = drawing_make(&a, w->figures, RELEASE_EVALUATION, &w->secret, 1);
    for (int i = 0; i < w->people; i += 1 + w->people / 4) {
        const struct figure_person *p = &w->figures->people[i];
        struct goal *g = &w->goals[i][0];
        enum attainment was = g->attainment;
        for (int v = 0; p->in[RELEASE_EVALUATION] && v < GRADES; v++) {
            if (v == (int)was) continue;
            g->attainment = (enum attainment)v;
            struct figures *f = count(w, &a);
            const struct drawing *after = drawing_make(&a, f, RELEASE_EVALUATION, &w->secret, 1);
            size_t atom = before->atoms->of[p->unit->index];
            for (size_t u = 0; u < w->cycle.unit_count; u++)
                for (size_t k = 0; k < before->line_count; k++) {
                    const struct line *l = &before->lines[k];
                    size_t at = drawing_at(before, u, k);
                    bool same = before->drawn[at] == after->drawn[at];
                    bool may_change = !l->of_needs && (l->of_organisation ? !u : u == atom);
                    t->wrong += !same && !may_change;
                    t->checked++;
                    if (!may_change || before->exact[at] != after->exact[at]) continue;
                    t->untouched++;
                    t->renewed += !same;
                }
            // the text that keys are made of is another one, whatever cell the value is in
            t->wrong += !strcmp(f->people[i].values, p->values);
        }
        g->attainment = was;
    }
    arena_free(&a);
}

// ---- Utility: published against true

struct use {
    double error;
    long units, small, named;
};

static int true_percent_10(const struct figures *f, const struct unit *u, double *share)
{
    long met = 0, goals = 0;
    for (size_t i = 0; i < f->person_count; i++) {
        const struct figure_person *p = &f->people[i];
        const struct unit *at = p->unit;
        while (at && at != u) at = at->parent;
        if (!at || !p->in[RELEASE_EVALUATION]) continue;
        for (size_t k = 0; k < p->goal_count; k++) met += p->goals[k].grade == ATTAINMENT_MET;
        goals += (long)p->goal_count;
    }
    *share = goals ? 100.0 * (double)met / (double)goals : 0;
    return goals > 0;
}

static void measure(struct world *w, struct use sizes[3], struct use *changes)
{
    struct arena a = {0};
    const struct published_release *now = release_draw(&a, w->figures, RELEASE_EVALUATION,
                                                       &w->secret, 1);
    // next year some goals go otherwise, by a few points
    int up = below(11) - 5;
    for (int i = 0; i < w->people; i++)
        for (size_t k = 0; k < w->plans[i].goal_count; k++) {
            struct goal *g = &w->goals[i][k];
            if (!chance(abs(up))) continue;
            g->attainment = up > 0 ? ATTAINMENT_MET : ATTAINMENT_PARTLY;
        }
    w->cycle.period = "2028";
    struct figures *f = count(w, &a);
    const struct published_release *then = release_draw(&a, f, RELEASE_EVALUATION, &w->secret, 1);
    for (size_t u = 0; u < now->unit_count; u++) {
        const struct published_unit *x = &now->units[u], *y = &then->units[u];
        const struct published_figure *fx = published_figure(x, "goals.met"),
                                      *fy = published_figure(y, "goals.met");
        double share, later;
        if (published_percent(fx) < 0 || !true_percent_10(w->figures, w->list[u], &share)) continue;
        struct use *size = &sizes[x->group < 30 ? 0 : x->group < 60 ? 1 : 2];
        size->error += fabs(published_percent(fx) - share);
        size->units++;
        true_percent_10(f, w->list[u], &later);
        if (fabs(share - later) >= 5) continue;
        changes->small++;
        changes->named += published_difference(x, fx, y, fy) != 0;
    }
    arena_free(&a);
}

int main(int n, char **arguments)
{
    if (n < 3) return 2;
    uint64_t seed = (uint64_t)atoll(arguments[1]);
    int organisations = atoi(arguments[2]);
    struct totals totals[2] = {0}, alike = {0};
    struct use sizes[3] = {0}, changes = {0};
    struct keys keys = {0};
    for (int i = 0; i < organisations; i++) {
        state = seed * 7919u + (uint64_t)i;
        int people = 20 + below(381), same = i % 10 == 9 ? i % 20 == 9 ? 1 : -1 : 0;
        struct world *w = world_new(seed * 100000 + (uint64_t)i, people, false, same);
        exchange_goals(w, RELEASE_EVALUATION, same ? &alike : &totals[0]);
        exchange_goals(w, RELEASE_HALF_YEAR, &totals[1]);
        exchange_people(w, false);
        exchange_people(w, true);
        if (i % 4 == 0) exchange_keys(w, &keys);
        world_free(w);
        for (int again = 0; again < 4; again++) {
            w = world_new(seed * 100000 + 50000 + (uint64_t)(i + again * organisations), people,
                          true, 0);
            measure(w, sizes, &changes);
            world_free(w);
        }
    }
    static const char *const names[] = {"evaluation", "half-year"};
    for (int i = 0; i < 2; i++)
        printf("goal %s worlds %ld worst %.4f goals %d people %d impossible %ld broken %ld\n",
               names[i], totals[i].worlds, exp(totals[i].worst), totals[i].most_goals,
               totals[i].most_people, totals[i].impossible, totals[i].broken);
    printf("goal alike worlds %ld worst %.4f goals %d people %d impossible %ld broken %ld\n",
           alike.worlds, exp(alike.worst), alike.most_goals, alike.most_people, alike.impossible,
           alike.broken);
    print_posteriors("result", posteriors[0]);
    print_posteriors("record", posteriors[1]);
    printf("keys checked %ld wrong %ld untouched %ld renewed %.4f\n", keys.checked, keys.wrong,
           keys.untouched, (double)keys.renewed / (double)(keys.untouched ? keys.untouched : 1));
    for (int i = 0; i < 3; i++)
        printf("use %d units %ld error %.3f\n", i, sizes[i].units,
               sizes[i].error / (double)(sizes[i].units ? sizes[i].units : 1));
    printf("changes small %ld named %.4f\n", changes.small,
           (double)changes.named / (double)(changes.small ? changes.small : 1));
    return 0;
}
