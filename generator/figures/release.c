// A release: of a unit the sum of its atoms' draws, and as much of it as a group of its size is
// shown.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "figures/drawing.h"
#include "figures/figures.h"
#include "figures/texts.h"

struct sums {  // each unit with all below it
    struct arena *arena;
    const struct drawing *drawing;
    const struct atoms *atoms;
    int *drawn;              // [unit][line]
    size_t *atom_count;      // [unit]
    const size_t *possible;  // [unit], of answers; else NULL
};

static struct sums add_up(struct arena *a, const struct drawing *d)
{
    const struct cycle *c = d->figures->cycle;
    struct sums s = {.drawing = d, .atoms = d->atoms};
    s.drawn = ARENA_ARRAY(a, int, c->unit_count * d->line_count);
    s.atom_count = ARENA_ARRAY(a, size_t, c->unit_count);
    memcpy(s.drawn, d->drawn, c->unit_count * d->line_count * sizeof *s.drawn);
    for (size_t i = 0; i < c->unit_count; i++) s.atom_count[i] = d->atoms->size[i] > 0;
    for (size_t i = c->unit_count; i-- > 1;) {
        size_t above = c->units[i]->parent->index;
        s.atom_count[above] += s.atom_count[i];
        for (size_t k = 0; k < d->line_count; k++)
            s.drawn[drawing_at(d, above, k)] += s.drawn[drawing_at(d, i, k)];
    }
    return s;
}

// ---- What is shown of it

static enum published_band band_of(int count, int of)
{
    if (of <= 0 || 5 * count < 2 * of) return BAND_UNDER_40;
    return 5 * count > 3 * of ? BAND_OVER_60 : BAND_ABOUT_HALF;
}

static int of(const struct sums *s, size_t unit, const struct line *l)
{
    switch (l->of) {
    case OF_GROUP: return (int)s->atoms->group[unit];
    case OF_GOALS: return (int)s->atoms->goals[unit];
    case OF_LINE: return s->drawn[drawing_at(s->drawing, unit, l->of_line)];
    default: return 0;
    }
}

// From twice the smallest group on, numbers; below that, a band of what has an exact whole.
static bool make_figure(const struct sums *s, size_t unit, size_t line,
                        struct published_figure *out)
{
    const struct line *l = &s->drawing->lines[line];
    bool band = s->atoms->group[unit] < 2 * atoms_least(s->atoms->figures->cycle);
    int count = s->drawn[drawing_at(s->drawing, unit, line)];
    if (l->of_organisation && unit) return false;
    if (band && l->of != OF_GROUP && l->of != OF_GOALS) return false;
    *out = (struct published_figure){.id = l->id, .is_band = band};
    if (band) {
        out->band = band_of(count, of(s, unit, l));
        return true;
    }
    out->count = count;
    out->of = of(s, unit, l);
    if (out->of < 0) out->of = 0;
    out->of_is_drawn = l->of == OF_LINE;
    return true;
}

static struct published_coverage coverage_then(const struct cycle *c, const struct coverage *k)
{
    return (struct published_coverage){
        .people = k->people,
        .held = k->conversations[CONVERSATION_HELD],
        .due = coverage_conversations_due(k),
        .agreed = k->plans[PLAN_AGREED],
        .plans_due = coverage_plans_due(k),
        .follow_ups = k->follow_ups[TALK_HELD],
        .follow_ups_due = c->follow_up_count ? coverage_talks_begun(k->follow_ups) : 0,
        .evaluated = k->evaluations[TALK_HELD],
        .evaluations_due = coverage_has_evaluation(c) ? coverage_talks_begun(k->evaluations) : 0,
    };
}

static struct coverage *coverage_up(struct arena *a, const struct figures *f)
{
    const struct cycle *c = f->cycle;
    struct coverage *all = ARENA_ARRAY(a, struct coverage, c->unit_count);
    memcpy(all, f->coverage, c->unit_count * sizeof *all);
    for (size_t i = c->unit_count; i > 1; i--)
        coverage_sum(&all[c->units[i - 1]->parent->index], &all[i - 1]);
    return all;
}

static struct published_unit make_unit(const struct sums *s, const struct coverage *coverage,
                                       size_t i)
{
    const struct cycle *c = s->atoms->figures->cycle;
    const struct unit *u = c->units[i];
    bool shown = s->atoms->shown[i];
    struct published_figure *list = ARENA_ARRAY(s->arena, struct published_figure,
                                                shown ? s->drawing->line_count : 0);
    size_t count = 0;
    for (size_t k = 0; shown && k < s->drawing->line_count; k++)
        count += make_figure(s, i, k, &list[count]);
    return (struct published_unit){.id = u->id,
                                   .name = u->name.text,
                                   .parent = u->parent ? u->parent->id : NULL,
                                   .coverage = coverage_then(c, &coverage[i]),
                                   .group = s->atoms->group[i],
                                   .goals = s->atoms->goals[i],
                                   .atoms = shown ? s->atom_count[i] : 0,
                                   .possible = s->possible ? s->possible[i] : 0,
                                   .figures = list,
                                   .figure_count = count};
}

static const size_t *possible_answers(struct arena *a, const struct cycle *c)
{
    size_t *all = cycle_possible_answers(c, a);
    size_t whole = all[c->unit_count];
    for (size_t i = c->unit_count; i-- > 1;) all[c->units[i]->parent->index] += all[i];
    all[0] = whole;
    return all;
}

struct published_release *release_draw(struct arena *a, const struct figures *f,
                                       enum release_kind kind, const struct secret *secret,
                                       int number)
{
    const struct cycle *c = f->cycle;
    const struct drawing *d = drawing_make(a, f, kind, secret, number);
    struct sums s = add_up(a, d);
    s.arena = a;
    if (kind == RELEASE_PROCESS) s.possible = possible_answers(a, c);
    char fingerprint[SECRET_FINGERPRINT];
    secret_fingerprint(secret, fingerprint);
    struct published_unit *units = ARENA_ARRAY(a, struct published_unit, c->unit_count);
    const struct coverage *coverage = coverage_up(a, f);
    for (size_t i = 0; i < c->unit_count; i++) units[i] = make_unit(&s, coverage, i);
    struct published_release *r = ARENA_NEW(a, struct published_release);
    *r = (struct published_release){.kind = kind,
                                    .period = c->period,
                                    .day = f->today,
                                    .number = number,
                                    .fingerprint = arena_strdup(a, fingerprint),
                                    .smallest_group = (int)atoms_least(c),
                                    .units = units,
                                    .unit_count = c->unit_count};
    return r;
}

// ---- When

bool release_is_possible(const struct figures *f, enum release_kind kind)
{
    struct arena scratch = {0};
    bool possible = atoms_of(&scratch, f, kind)->group[0] >= atoms_least(f->cycle);
    arena_free(&scratch);
    return possible;
}

// An evaluation with the next conversation waits for the next round of conversations; one without
// dates, and all else that has none, for the period's end.
struct date release_deadline(const struct cycle *c, enum release_kind kind)
{
    struct date ends = c->dates.to;
    int32_t days = date_day_number(c->dates.to) - date_day_number(c->dates.from) + 1;
    switch (kind) {
    case RELEASE_EVALUATION:
        if (c->evaluation_with_next) return date_add_days(c->conversations.to, days);
        return date_is_set(c->evaluation.to) ? c->evaluation.to : ends;
    case RELEASE_PROCESS:
        return date_is_set(c->process_evaluation.to) ? c->process_evaluation.to : ends;
    case RELEASE_HALF_YEAR: return c->follow_up_count ? c->follow_ups[0].window.to : ends;
    default: return date_add_days(c->conversations.to, c->plan_within_days);
    }
}

// Whether the cycle says who is due: without that, everybody who is counted has had theirs.
static bool says_who_is_due(const struct cycle *c, enum release_kind kind)
{
    if (kind == RELEASE_EVALUATION) return coverage_has_evaluation(c);
    return kind == RELEASE_HALF_YEAR ? c->follow_up_count > 0 : kind == RELEASE_COMPETENCE;
}

bool release_is_due(const struct figures *f, enum release_kind kind)
{
    if (date_compare(release_deadline(f->cycle, kind), f->today) < 0) return true;
    return says_who_is_due(f->cycle, kind) && f->due[kind] && f->done[kind] == f->due[kind];
}

// ---- Publishing

// Sorts the list, which becomes the texts'.
static struct published_texts each_once(const char **list, size_t count)
{
    size_t kept = 0;
    if (count) qsort(list, count, sizeof *list, array_compare_texts);
    for (size_t i = 0; i < count; i++)
        if (!kept || strcmp(list[kept - 1], list[i])) list[kept++] = list[i];
    return (struct published_texts){list, kept};
}

// Free texts that HR has released, where enough have answered: when HR has gone through them, those
// that history keeps.
static void publish_texts(struct arena *a, const struct figures *f, struct published *p)
{
    const struct published_period *now = &p->periods[0];
    size_t count;
    const struct text_choice *all = texts_list(a, f->given, f->answer_count, &count);
    for (int q = 0; q < PUBLISHED_TEXTS; q++)
        p->texts[q] = date_is_set(now->texts_released)
                        ? now->texts[q]
                        : texts_released(a, all, count, (enum published_question)q);
}

static void publish_needs(struct arena *a, const struct figures *f, struct published *p)
{
    const struct published_release *r = published_release(p, p->kind, 0);
    if (!r || !r->unit_count || r->units[0].group < p->limit) return;
    const char **list = ARENA_ARRAY(a, const char *, f->other_need_count);
    size_t count = 0;
    for (size_t i = 0; i < f->other_need_count; i++)
        if (f->other_needs[i].in[p->kind]) list[count++] = f->other_needs[i].text;
    p->other_needs = each_once(list, count);
}

static void publish_leaders(struct arena *a, const struct figures *f, struct published *p)
{
    const struct cycle *c = f->cycle;
    struct published_leader *list = ARENA_ARRAY(a, struct published_leader, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct coverage *k = &f->leaders[c->cascade[i]->index];
        if (!k->people) continue;
        list[p->leader_count] = (struct published_leader){c->cascade[i], *k};
        list[p->leader_count++].coverage.measures_overdue = 0;
    }
    p->leaders = list;
}

static const struct published_area *publish_areas(struct arena *a, const struct figures *f)
{
    const struct cycle *c = f->cycle;
    struct published_area *list = ARENA_ARRAY(a, struct published_area, f->area_count);
    for (size_t i = 0; i < f->area_count; i++) {
        bool *has = ARENA_ARRAY(a, bool, c->unit_count),
             *none = ARENA_ARRAY(a, bool, c->unit_count);
        for (size_t u = c->unit_count; u-- > 0;) {
            has[u] |= f->area_has_goals[i][u];
            // until it is turned round: whether anyone may have one
            none[u] |= has[u] || f->area_is_unknown[u];
            if (u) has[c->units[u]->parent->index] |= has[u];
            if (u) none[c->units[u]->parent->index] |= none[u];
            none[u] = !none[u];
        }
        list[i] = (struct published_area){f->areas[i], has, none};
    }
    return list;
}

// How many measures are overdue is a figure like others: coverage keeps to what leaders owe.
static const struct coverage *without_measures(struct coverage *list, size_t count)
{
    for (size_t i = 0; i < count; i++) list[i].measures_overdue = 0;
    return list;
}

const struct published *release_publish(struct arena *a, const struct figures *f,
                                        enum release_kind kind,
                                        const struct published_period *periods, size_t count)
{
    const struct cycle *c = f->cycle;
    struct published *p = ARENA_NEW(a, struct published);
    struct coverage *waves = ARENA_ARRAY(a, struct coverage, c->wave_count);
    if (c->wave_count) memcpy(waves, f->waves, c->wave_count * sizeof *waves);
    *p = (struct published){
        .cycle = c,
        .limit = atoms_least(c),
        .coverage = without_measures(coverage_up(a, f), c->unit_count),
        .waves = without_measures(waves, c->wave_count),
        .areas = publish_areas(a, f),
        .area_count = f->area_count,
        .periods = periods,
        .period_count = count,
        .kind = kind,
        .possible_answers = possible_answers(a, c),
    };
    const struct published_release *process = published_release(p, RELEASE_PROCESS, 0);
    if (process && process->unit_count && process->units[0].group >= p->limit)
        publish_texts(a, f, p);
    publish_needs(a, f, p);
    publish_leaders(a, f, p);
    return p;
}
