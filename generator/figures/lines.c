// The lines of each release, and the budget of one goal.
//
// Of a goal's result a release shows at most four numbers in which it stands, each from the lot of
// goals, so that they move the odds about it by at most 8:
//   goals.met         one: it is counted or not
//   area.ID.met       one: in the first of the root's areas that it leads to
//   grade.KIND.GRADE  two: the cell that it is in, and the one that it would be in
// At mid-year goals.on-track, area.ID.on-track and status.KIND.STATUS take their places. A new line
// about results needs room here; tests/summaries/worlds.py counts.
//
// What was planned (area.ID.goals and .people), needs and overdue measures say nothing of how far a
// goal was met: that a goal is dropped does not make its measures less overdue in the release that
// says so.
#include "figures/lines.h"

#include <string.h>

#include "base/array.h"

struct lines {
    struct arena *arena;
    struct line *list;
    size_t count, room;
};

static struct line *add(struct lines *all, const char *id, enum draw_lot lot, enum line_of of,
                        int (*count)(const struct line *, const struct figure_person *))
{
    struct line *l = ARENA_PUSH(all->arena, all->list, all->count, all->room);
    *l = (struct line){.id = id, .lot = lot, .of = of, .count = count};
    return l;
}

// ---- What one person counts for

static bool is_on_track(const struct figure_goal *g)
{
    return g->status == PROGRESS_ON_TRACK || g->status == PROGRESS_DONE;
}

static int met(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    (void)l;
    for (size_t i = 0; i < p->goal_count; i++) n += p->goals[i].grade == ATTAINMENT_MET;
    return n;
}

static int on_track(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    (void)l;
    for (size_t i = 0; i < p->goal_count; i++) n += is_on_track(&p->goals[i]);
    return n;
}

static int area_goals(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    for (size_t i = 0; i < p->goal_count; i++) n += p->goals[i].area == l->which;
    return n;
}

static int area_people(const struct line *l, const struct figure_person *p)
{
    return area_goals(l, p) > 0;
}

static int area_met(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    for (size_t i = 0; i < p->goal_count; i++)
        n += p->goals[i].area == l->which && p->goals[i].grade == ATTAINMENT_MET;
    return n;
}

static int area_on_track(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    for (size_t i = 0; i < p->goal_count; i++)
        n += p->goals[i].area == l->which && is_on_track(&p->goals[i]);
    return n;
}

static int overdue(const struct line *l, const struct figure_person *p)
{
    return p->overdue[l->which];
}

static int need(const struct line *l, const struct figure_person *p)
{
    return p->needs[l->which];
}

static int said(const struct line *l, const struct figure_person *p)
{
    return p->said[l->which];
}

enum { KIND_WORK, KIND_DEVELOPMENT, KIND_UNSTATED, KINDS };
static const char *const kinds[KINDS] = {"work", "development", "unstated"};

static int kind_of(enum goal_kind kind)
{
    if (kind == GOAL_UNSTATED) return KIND_UNSTATED;
    return kind == GOAL_WORK || kind == GOAL_TASK ? KIND_WORK : KIND_DEVELOPMENT;
}

static int grade(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    for (size_t i = 0; i < p->goal_count; i++)
        n += kind_of(p->goals[i].kind) == l->which && (int)p->goals[i].grade == l->grade;
    return n;
}

static int status(const struct line *l, const struct figure_person *p)
{
    int n = 0;
    for (size_t i = 0; i < p->goal_count; i++)
        n += kind_of(p->goals[i].kind) == l->which && (int)p->goals[i].status == l->grade;
    return n;
}

// ---- The lines

static void add_areas(struct lines *all, const struct figures *f, const char *result,
                      int (*count)(const struct line *, const struct figure_person *))
{
    struct arena *a = all->arena;
    for (int i = 0; i <= (int)f->area_count; i++) {
        bool none = i == (int)f->area_count;
        const char *id = none ? "-" : f->areas[i]->id;
        int which = none ? AREA_NONE : i;
        size_t goals = all->count;
        add(all, arena_printf(a, "area.%s.goals", id), DRAW_GOALS, OF_NOTHING, area_goals)->which =
            which;
        add(all, arena_printf(a, "area.%s.people", id), DRAW_PEOPLE, OF_NOTHING, area_people)
            ->which = which;
        if (none) continue;
        struct line *l = add(all, arena_printf(a, "area.%s.%s", id, result), DRAW_GOALS, OF_LINE,
                             count);
        l->which = which;
        l->of_line = goals;
    }
}

static void add_table(struct lines *all, const char *table, const char *const *names, int count,
                      int (*part)(const struct line *, const struct figure_person *))
{
    for (int k = 0; k < KINDS; k++)
        for (int g = 0; g < count; g++) {
            const char *id = arena_printf(all->arena, "%s.%s.%s", table, kinds[k],
                                          names[g] ? names[g] : "none");
            struct line *l = add(all, id, DRAW_GOALS, OF_NOTHING, part);
            l->of_organisation = true;
            l->which = k;
            l->grade = g;
        }
}

static void add_needs(struct lines *all, const struct cycle *c)
{
    for (size_t i = 0; i < c->competence_count; i++) {
        struct line *l = add(all, arena_printf(all->arena, "need.%s", c->competences[i].id),
                             DRAW_PEOPLE, OF_GROUP, need);
        l->of_needs = true;
        l->which = (int)i;
    }
}

static void add_questions(struct lines *all, const struct figures *f)
{
    for (size_t i = 0; i < f->question_count; i++) {
        const struct answer_question *q = &f->questions[i];
        const char *id = arena_printf(all->arena, "%s.%s", q->is_training ? "training" : "scale",
                                      q->id);
        add(all, id, DRAW_PEOPLE, OF_GROUP, said)->which = (int)i;
    }
}

struct line *lines_of(struct arena *a, const struct figures *f, enum release_kind kind,
                      size_t *count)
{
    struct lines all = {.arena = a};
    if (kind == RELEASE_EVALUATION) {
        add(&all, "goals.met", DRAW_GOALS, OF_GOALS, met);
        add_areas(&all, f, "met", area_met);
        add_table(&all, "grade", attainment_names, ATTAINMENT_DROPPED + 1, grade);
    } else if (kind == RELEASE_HALF_YEAR) {
        add(&all, "goals.on-track", DRAW_GOALS, OF_GOALS, on_track);
        add_areas(&all, f, "on-track", area_on_track);
        add_table(&all, "status", progress_names, PROGRESS_DROPPED + 1, status);
    }
    if (kind == RELEASE_EVALUATION || kind == RELEASE_HALF_YEAR)
        add(&all, "measures.overdue", DRAW_PEOPLE, OF_GROUP, overdue)->which = (int)kind;
    if (kind == RELEASE_EVALUATION || kind == RELEASE_COMPETENCE) add_needs(&all, f->cycle);
    if (kind == RELEASE_PROCESS) add_questions(&all, f);
    *count = all.count;
    return all.list;
}
