// Counting: each plan becomes one person's values. No plan is kept.
#include "figures/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "model/delivered.h"

static void find_areas(struct figures *f, struct arena *a)
{
    const struct cycle *c = f->cycle;
    const struct priorities *p = cycle_unit_priorities(c, c->root, cycle_unit_language(c, c->root));
    f->area_count = p ? p->count : 0;
    f->areas = ARENA_ARRAY(a, const struct priority *, f->area_count);
    f->area_has_goals = ARENA_ARRAY(a, bool *, f->area_count);
    f->area_is_unknown = ARENA_ARRAY(a, bool, c->unit_count);
    for (size_t i = 0; i < f->area_count; i++) {
        f->areas[i] = &p->list[i];
        f->area_has_goals[i] = ARENA_ARRAY(a, bool, c->unit_count);
    }
}

struct figures *figures_new(struct arena *a, const struct cycle *c, struct date today)
{
    struct figures *f = ARENA_NEW(a, struct figures);
    f->cycle = c;
    f->arena = a;
    f->today = today;
    f->coverage = ARENA_ARRAY(a, struct coverage, c->unit_count);
    f->waves = ARENA_ARRAY(a, struct coverage, c->wave_count);
    f->leaders = ARENA_ARRAY(a, struct coverage, c->person_count);
    find_areas(f, a);
    return f;
}

// The unit in which a plan counts: the one it was made in, or what that is now; where that is gone,
// the person's; where the person is gone, too, the root.
static const struct unit *unit_of(const struct cycle *c, const struct plan *p)
{
    const struct unit *u = p->unit_id ? cycle_unit_now(c, p->unit_id, p->person) : NULL;
    if (!u && p->person) u = p->person->unit;
    return u ? u : c->root;
}

// ---- People: coverage

static void count_due(struct figures *f, const struct person *p)
{
    const struct cycle *c = f->cycle;
    enum talk_state evaluation = coverage_evaluation(c, p, f->today),
                    follow_up = coverage_follow_up(c, p, 0, f->today);
    enum plan_state plan = coverage_plan(c, p, f->today);
    f->due[RELEASE_EVALUATION] += evaluation != TALK_NONE;
    f->done[RELEASE_EVALUATION] += evaluation == TALK_HELD;
    f->due[RELEASE_HALF_YEAR] += follow_up != TALK_NONE;
    f->done[RELEASE_HALF_YEAR] += follow_up == TALK_HELD;
    f->due[RELEASE_COMPETENCE] += plan != PLAN_NOT_DUE && plan != PLAN_UNREADABLE;
    f->done[RELEASE_COMPETENCE] += plan == PLAN_AGREED;
}

// Coverage counts where people are, results where plans were made.
void figures_add_person(struct figures *f, const struct person *p, struct date day)
{
    const struct unit *u = p->unit;
    struct person_coverage one = coverage_of(f->cycle, p, day);
    coverage_add(&f->coverage[u->index], f->cycle, &one);
    if (p->wave < f->cycle->wave_count) coverage_add(&f->waves[p->wave], f->cycle, &one);
    if (p->leader && p->leader->unit) coverage_add(&f->leaders[p->leader->index], f->cycle, &one);
    count_due(f, p);
}

// ---- Focus areas: a goal counts for the one that it supports and for all that this one supports,
// up to the root

// The first of the root's areas that a focus area leads to; AREA_NONE: none.
static int area_of(const struct figures *f, const struct priority *p)
{
    if (p->file->unit == f->cycle->root) {
        for (size_t i = 0; i < f->area_count; i++)
            if (!strcmp(f->areas[i]->id, p->id)) return (int)i;
        return AREA_NONE;
    }
    for (size_t i = 0; i < p->supports_count; i++) {
        int area = area_of(f, p->supports[i]);
        if (area >= 0) return area;
    }
    return AREA_NONE;
}

static struct figure_thread *thread_of(struct figures *f, const struct priority *p)
{
    struct buf key = {0};
    buf_printf(&key, "%s/%s", p->file->unit->id, p->id);
    struct figure_thread *t = map_get(&f->thread_of, buf_cstr(&key));
    if (!t) {
        t = ARENA_NEW(f->arena, struct figure_thread);
        t->priority = p;
        map_set(&f->thread_of, f->arena, arena_strdup(f->arena, buf_cstr(&key)), t);
        *ARENA_PUSH(f->arena, f->threads, f->thread_count, f->thread_room) = t;
    }
    buf_free(&key);
    return t;
}

// Counts a goal, the g-th of its plan from 1, for a focus area and all above; once for each.
static void count_thread(struct figures *f, const struct priority *p, const struct unit *u,
                         size_t g)
{
    struct figure_thread *t = thread_of(f, p);
    if (t->last_person != f->person_count) t->people++, t->last_goal = 0;
    if (t->last_goal != g) t->goals++;
    t->last_person = f->person_count;
    t->last_goal = g;
    for (size_t i = 0; p->file->unit == f->cycle->root && i < f->area_count; i++)
        if (!strcmp(f->areas[i]->id, p->id)) f->area_has_goals[i][u->index] = true;
    for (size_t i = 0; i < p->supports_count; i++) count_thread(f, p->supports[i], u, g);
}

// ---- One person's values

static void add_delivered_goals(struct figure_person *one, struct figure_goal *list,
                                const struct delivered_person *p)
{
    static const enum goal_kind kinds[] = {[DELIVERED_WORK] = GOAL_WORK,
                                           [DELIVERED_DEVELOPMENT] = GOAL_PERSONAL,
                                           [DELIVERED_UNSTATED] = GOAL_UNSTATED};
    for (int k = 0; k < DELIVERED_KINDS; k++)
        for (int grade = 0; grade < DELIVERED_ATTAINMENTS; grade++)
            for (int i = 0; i < p->goals[k][grade]; i++)
                list[one->goal_count++] = (struct figure_goal){
                    .kind = kinds[k], .grade = (enum attainment)grade, .area = AREA_UNKNOWN};
}

// Of a plan kept in a leader's own directory there are numbers only: goals by kind, without the
// focus areas that they support.
static void add_goals(struct figures *f, struct figure_person *one, const struct plan *p)
{
    struct figure_goal *list = ARENA_ARRAY(f->arena, struct figure_goal, coverage_goals(p));
    one->goals = list;
    if (coverage_plan_has_only_counts(p)) {
        add_delivered_goals(one, list, p->delivered);
        f->area_is_unknown[one->unit->index] = true;
    }
    for (size_t i = 0; i < p->goal_count; i++) {
        const struct goal *g = &p->goals[i];
        struct figure_goal *to = &list[one->goal_count++];
        *to = (struct figure_goal){g->kind, g->attainment, cycle_goal_status(p, g), AREA_NONE};
        for (size_t k = 0; k < g->supports_count; k++) {
            const struct priority *area = g->supports[k].priority;
            if (!area) continue;
            if (to->area < 0) to->area = area_of(f, area);
            count_thread(f, area, one->unit, i + 1);
        }
    }
}

static void add_needs(struct figures *f, struct figure_person *one, const struct plan *p)
{
    const struct cycle *c = f->cycle;
    bool *needs = ARENA_ARRAY(f->arena, bool, c->competence_count);
    for (size_t i = 0; i < c->competence_count; i++)
        for (size_t k = 0; k < p->competence_need_count; k++)
            needs[i] |= !strcmp(p->competence_needs[k], c->competences[i].id);
    one->needs = needs;
    for (size_t i = 0; i < p->other_need_count; i++) {
        struct figure_text *text = ARENA_PUSH(f->arena, f->other_needs, f->other_need_count,
                                              f->other_need_room);
        text->text = arena_strdup(f->arena, p->other_needs[i]);
        memcpy(text->in, one->in, sizeof text->in);
    }
}

// Nothing is late with a goal that has been dropped, unless it is this release that says so: then
// the goal's result would stand in one figure more.
static bool is_dropped(const struct plan *p, const struct goal *g, enum release_kind kind)
{
    if (kind == RELEASE_EVALUATION) return cycle_goal_status(p, g) == PROGRESS_DROPPED;
    return g->attainment == ATTAINMENT_DROPPED;
}

// Who is away or has left is not late.
static bool is_overdue(const struct plan *p, enum release_kind kind, struct date day)
{
    if (p->person && !coverage_expects_measures(p->person, day)) return false;
    if (coverage_plan_has_only_counts(p)) return delivered_overdue(p->delivered, day) > 0;
    for (size_t i = 0; i < p->goal_count; i++)
        for (size_t k = 0; k < p->goals[i].measure_count; k++)
            if (coverage_measure_is_overdue(&p->goals[i].measures[k], day) &&
                !is_dropped(p, &p->goals[i], kind))
                return true;
    return false;
}

// What keys are made of says everything that is counted of a person, whether it is in a cell or
// not.
static void write_values(struct figures *f, struct figure_person *one)
{
    struct buf needs = {0}, all = {0};
    for (size_t i = 0; i < f->cycle->competence_count; i++)
        if (one->needs[i]) buf_printf(&needs, "%s,", f->cycle->competences[i].id);
    for (size_t i = 0; i < one->goal_count; i++) {
        const struct figure_goal *g = &one->goals[i];
        const char *area = g->area == AREA_NONE ? "-" : "?";
        if (g->area >= 0) area = f->areas[g->area]->id;
        buf_printf(&all, "%d %d %d %s;", g->kind, g->grade, g->status, area);
    }
    buf_printf(&all, "|%s|%d%d", buf_cstr(&needs), one->overdue[RELEASE_EVALUATION],
               one->overdue[RELEASE_HALF_YEAR]);
    one->values = arena_strdup(f->arena, buf_cstr(&all));
    one->need_values = arena_strdup(f->arena, buf_cstr(&needs));
    buf_free(&needs);
    buf_free(&all);
}

void figures_add_plan(struct figures *f, const struct plan *p, struct date day)
{
    struct figure_person *one = ARENA_PUSH(f->arena, f->people, f->person_count, f->person_room);
    const char *id = p->person ? p->person->id : "";
    if (p->employee_id) id = p->employee_id;
    *one = (struct figure_person){.id = arena_strdup(f->arena, id), .unit = unit_of(f->cycle, p)};
    one->in[RELEASE_EVALUATION] = date_is_set(p->evaluation_held);
    // how goals stand, and what is needed, is not delivered: it would count as "no"
    bool is_whole = !coverage_plan_has_only_counts(p);
    one->in[RELEASE_COMPETENCE] = is_whole && date_is_set(p->agreed_employee) &&
                                  date_is_set(p->agreed_leader);
    for (size_t i = 0; is_whole && i < p->follow_up_count; i++)
        one->in[RELEASE_HALF_YEAR] |= date_is_set(p->follow_ups[i].held);
    add_goals(f, one, p);
    add_needs(f, one, p);
    one->overdue[RELEASE_EVALUATION] = is_overdue(p, RELEASE_EVALUATION, day);
    one->overdue[RELEASE_HALF_YEAR] = is_overdue(p, RELEASE_HALF_YEAR, day);
    write_values(f, one);
}

// ---- Answers

static bool agrees(const struct answer_given *answer, const char *question)
{
    for (size_t i = 0; i < answer->scale_count; i++)
        if (!strcmp(answer->scale_ids[i], question))
            return !strcmp(answer->scale_values[i], "4") || !strcmp(answer->scale_values[i], "5");
    return false;
}

static bool asks_for(const struct answer_given *answer, const char *training)
{
    for (size_t i = 0; i < answer->training_count; i++)
        if (!strcmp(answer->training[i], training)) return true;
    return false;
}

static const char *answer_values(struct figures *f, const struct answer_given *answer)
{
    struct buf out = {0};
    for (size_t i = 0; i < answer->scale_count; i++)
        buf_printf(&out, "%s=%s,", answer->scale_ids[i], answer->scale_values[i]);
    for (size_t i = 0; i < answer->training_count; i++)
        buf_printf(&out, "+%s,", answer->training[i]);
    const char *text = arena_strdup(f->arena, buf_cstr(&out));
    buf_free(&out);
    return text;
}

void figures_add_answers(struct figures *f, const struct answer_given *answers, size_t count,
                         const struct answer_question *questions, size_t question_count)
{
    f->given = answers;
    f->questions = questions;
    f->question_count = question_count;
    f->answers = ARENA_ARRAY(f->arena, struct figure_person, count);
    f->answer_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct answer_given *given = &answers[i];
        const struct unit *named = given->unit ? cycle_unit_now(f->cycle, given->unit, NULL) : NULL,
                          *u = named ? cycle_answering_unit(f->cycle, named) : NULL;
        bool *said = ARENA_ARRAY(f->arena, bool, question_count);
        for (size_t k = 0; k < question_count; k++)
            said[k] = questions[k].is_training ? asks_for(given, questions[k].id)
                                               : agrees(given, questions[k].id);
        f->answers[i] = (struct figure_person){.id = "",
                                               .unit = u ? u : f->cycle->root,
                                               .in[RELEASE_PROCESS] = true,
                                               .said = said,
                                               .values = answer_values(f, given),
                                               .need_values = ""};
    }
}
