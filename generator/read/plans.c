// Reading plans/PERIOD/EMPLOYEE.yaml of this period and of the one before. A plan keeps its unit
// and its leader as they were: people and units that have left the chart are no errors. Focus areas
// of this period must be there, but for those of units that are gone.
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/nearest.h"
#include "model/coverage.h"
#include "read/cycle_readers.h"
#include "read/folder.h"
#include "read/periods.h"
#include "read/plan.h"
#include "read/read.h"
#include "read/threads.h"

static void check_employee(struct reader *r, struct plan_entry *e, const char *stem)
{
    struct plan *p = &e->plan;
    p->person = cycle_person(r->cycle, p->employee_id ? p->employee_id : stem);
    if (!p->employee_id) return;
    if (strcmp(p->employee_id, stem)) {
        struct diag *g = READER_ERROR(r, e->employee->place, "plan-misnamed",
                                      "the plan is of %.100s, but the file is named after %.100s",
                                      p->employee_id, stem);
        diag_hint(r->d, g, "correct the one that is wrong");
        p->person = cycle_person(r->cycle, stem);
    }
}

static const struct unit *unit_of(const struct cycle *c, const struct plan *p)
{
    const struct unit *u = p->unit_id ? cycle_unit_now(c, p->unit_id, p->person) : NULL;
    return u || !p->person ? u : p->person->unit;
}

// Whether all focus areas that a plan can name are there: not of a unit that has been another, or
// is gone, nor where the person has gone.
static bool is_as_made(const struct cycle *c, const struct plan *p)
{
    return p->person && (!p->unit_id || cycle_unit(c, p->unit_id));
}

static struct priority *supported(const struct cycle *c, const struct plan *p, const char *id)
{
    const char *language = p->person ? cycle_person_language(c, p->person) : c->language;
    const struct former_unit *f = p->unit_id ? map_get(&c->former_units, p->unit_id) : NULL;
    struct priority *found = threads_find(c, unit_of(c, p), language, id);
    for (size_t i = 0; f && !found && i < f->count; i++)
        found = threads_find(c, f->units[i], language, id);
    if (!found && p->person) found = threads_find(c, p->person->unit, language, id);
    for (size_t i = 0; p->person && i < p->person->also_count && !found; i++)
        found = threads_find(c, p->person->also[i].unit, language, id);
    // of a unit that was above when the goal was set
    return found ? found : threads_find_anywhere(c, language, id);
}

static void find_thread(struct reader *r, const struct plan *p, struct goal_support *s)
{
    s->priority = supported(r->cycle, p, s->id);
    if (s->priority || r->lenient || !is_as_made(r->cycle, p)) return;
    const struct unit *u = unit_of(r->cycle, p);
    struct diag *d = u ? READER_ERROR(r, s->place, "priority-unknown",
                                      "\"%.100s\" is not a priority of \"%s\" or of a unit above",
                                      s->id, u->name.text)
                       : READER_ERROR(r, s->place, "priority-unknown",
                                      "\"%.100s\" is not a priority of the unit or of a unit above",
                                      s->id);
    const char *near = u ? threads_nearest(r->a, u, s->id) : NULL;
    if (near) diag_hint(r->d, d, "did you mean %s?", near);
}

static void find_threads(struct reader *r, struct plan_entry *e)
{
    for (size_t i = 0; i < e->plan.goal_count; i++)
        for (size_t k = 0; k < e->plan.goals[i].supports_count; k++)
            find_thread(r, &e->plan, &e->plan.goals[i].supports[k]);
}

static bool is_competence(const struct cycle *c, const char *id)
{
    for (size_t i = 0; i < c->competence_count; i++)
        if (!strcmp(c->competences[i].id, id)) return true;
    return false;
}

static void check_needs(struct reader *r, const struct plan_entry *e)
{
    const struct cycle *c = r->cycle;
    const struct plan *p = &e->plan;
    if (r->lenient) return;
    for (size_t i = 0; i < p->competence_need_count; i++) {
        if (is_competence(c, p->competence_needs[i])) continue;
        const char **ids = ARENA_ARRAY(r->a, const char *, c->competence_count);
        for (size_t j = 0; j < c->competence_count; j++) ids[j] = c->competences[j].id;
        struct diag *g = READER_ERROR(r, e->needs[i]->place, "competence-unknown",
                                      "\"%.100s\" is not among the competences of samtale.yaml",
                                      p->competence_needs[i]);
        const char *near = nearest_word(p->competence_needs[i], ids, c->competence_count);
        if (near) diag_hint(r->d, g, "did you mean %s?", near);
        else
            diag_hint(r->d, g,
                      "write { other: %.100s } for one that is not counted under a heading",
                      p->competence_needs[i]);
    }
}

struct plan_visitor {
    void (*visit)(void *arg, const struct plan *p);
    void *arg;
    struct arena scratch;
};

static void exclude_plan(struct reader *r, struct person *p, const char *name)
{
    if (!p) return;
    p->has_errors = true;
    if (!r->lenient) p->plan_has_errors = true;
    const struct source *s = r->source ? r->source : diag_source_new(r->d, r->a, name, "", 0);
    READER_ERROR(r, (struct place){.source = s}, "person-papers-held-back",
                 "%s gets no papers until this file is right", p->name);
}

// By what a date without a year is understood. An earlier period was as long, and ended the day
// before.
static void note_period(struct reader *r)
{
    const struct window *w = &r->cycle->dates;
    r->period = *w;
    if (!r->lenient || !date_is_set(w->from) || !date_is_set(w->to)) return;
    int32_t days = date_day_number(w->to) - date_day_number(w->from) + 1;
    r->period.from = date_add_days(w->from, -days);
    r->period.to = date_add_days(w->from, -1);
}

static void read_plan(struct reader *r, const char *period, const char *stem, const char *name,
                      size_t *room)
{
    struct cycle *c = r->cycle;
    size_t before = r->errors;
    const struct node *n = reader_open(r, name, SMALL_FILE);
    if (!n) {
        exclude_plan(r, cycle_person(c, stem), name);
        return;
    }
    note_period(r);
    struct plan_entry *e = plan_read(r, n);
    r->period = (struct window){0};
    e->plan.period = period;
    check_employee(r, e, stem);
    find_threads(r, e);
    check_needs(r, e);
    if (r->errors > before) exclude_plan(r, e->plan.person, name);
    *ARENA_PUSH(r->a, c->plans, c->plan_count, *room) = &e->plan;
    if (!e->plan.person) return;
    // A last plan that is kept elsewhere has nothing that papers could show.
    if (!r->lenient) e->plan.person->plan = &e->plan;
    else if (!coverage_plan_has_only_counts(&e->plan)) e->plan.person->last_plan = &e->plan;
}

bool plans_check_text(struct diags *d, struct arena *a, struct cycle *c, const struct person *p,
                      const char *name, const char *text, size_t n)
{
    struct reader r = {.d = d, .a = a, .cycle = c, .directory = c->directory};
    const struct source *s = diag_source_new(d, a, name, text, n);
    const struct node *top = tree_read(d, a, s);
    if (!top || top->kind != NODE_MAP) return false;
    note_period(&r);
    struct plan_entry *e = plan_read(&r, top);
    check_employee(&r, e, p->id);
    find_threads(&r, e);
    check_needs(&r, e);
    return !r.errors;
}

// Reads one plan, hands it on and forgets it. Its memory is used again, unless a diagnostic points
// into it.
static void visit_plan(struct reader *r, const char *period, const char *stem, const char *name,
                       struct plan_visitor *v)
{
    struct cycle *c = r->cycle;
    struct arena *kept = r->a;
    size_t room = 0, before = diag_total(r->d);
    r->a = &v->scratch;
    c->plans = NULL;
    c->plan_count = 0;
    read_plan(r, period, stem, name, &room);
    struct plan *p = c->plan_count ? c->plans[0] : NULL;
    if (p && !(p->person && p->person->plan_has_errors)) v->visit(v->arg, p);
    if (p && p->person) p->person->plan = p->person->last_plan = NULL;
    c->plans = NULL;
    c->plan_count = 0;
    r->a = kept;
    if (diag_total(r->d) == before) arena_reset(&v->scratch);
    else v->scratch = (struct arena){0};  // stays for the run
}

static bool is_wanted(const struct reader *r, const char *stem)
{
    const struct person *p = r->wanted ? cycle_person(r->cycle, stem) : NULL;
    return !r->wanted || r->wanted[p ? p->index : r->cycle->person_count];
}

static void read_period(struct reader *r, const char *period, size_t *room, struct plan_visitor *v)
{
    if (!period) return;
    const char *folder = arena_printf(r->a, "plans/%s", period);
    size_t count;
    const char **files = reader_list(r, folder, &count);
    struct arena trees = {0};
    r->trees = r->keys = &trees;
    for (size_t i = 0; i < count; i++, arena_reset(&trees)) {
        const char *name = file_join(r->a, folder, files[i]);
        if (ascii_ends_with(files[i], ".yml") || ascii_ends_with(files[i], ".YAML"))
            diag_warning(r->d, (struct place){.source = diag_source_new(r->d, r->a, name, "", 0)},
                         "plan-file-ignored",
                         "the file is not read: the name of a plan ends in .yaml");
        if (!ascii_ends_with(files[i], ".yaml") || files[i][0] == '.') continue;
        const char *stem = arena_strndup(r->a, files[i], strlen(files[i]) - strlen(".yaml"));
        if (!is_wanted(r, stem)) continue;
        if (!cycle_person(r->cycle, stem) &&
            folder_warn_of_copy(r->d, r->a, r->directory, folder, files[i]))
            continue;
        if (v) visit_plan(r, period, stem, name, v);
        else read_plan(r, period, stem, name, room);
    }
    r->trees = r->keys = NULL;
    arena_free(&trees);
}

// Warns of plans of an earlier period that are not shown, since samtale.yaml names no previous
// period, or another.
static void warn_about_unused(struct reader *r)
{
    const struct cycle *c = r->cycle;
    if (!c->period || (c->previous_period && periods_hold_plans(r, c->previous_period))) return;
    const char *last = periods_last(r);
    if (!last) return;
    struct place at = {.source = r->settings};
    struct diag *g =
        c->previous_period
            ? diag_warning(r->d, at, "previous-period-differs",
                           "there are plans in plans/%s, but previous-period is %s", last,
                           c->previous_period)
            : diag_warning(r->d, at, "previous-period-missing",
                           "there are plans in plans/%s, but samtale.yaml names no previous-period",
                           last);
    diag_hint(r->d, g, "write previous-period: %s, and packs show them", last);
}

void plans_read(struct reader *r)
{
    size_t room = 0;
    if (!r->cycle->root) return;
    warn_about_unused(r);
    read_period(r, r->cycle->period, &room, NULL);
    r->lenient = true;
    read_period(r, r->cycle->previous_period, &room, NULL);
    r->lenient = false;
}

void plans_each(struct diags *d, struct arena *a, struct cycle *c, bool previous,
                void (*visit)(void *arg, const struct plan *p), void *arg)
{
    struct reader r = {.d = d, .a = a, .cycle = c, .directory = c->directory, .lenient = previous};
    struct plan_visitor v = {.visit = visit, .arg = arg};
    if (c->root) read_period(&r, previous ? c->previous_period : c->period, NULL, &v);
    arena_free(&v.scratch);
}

void plans_read_of(struct diags *d, struct arena *a, struct cycle *c, const struct person *p)
{
    const char *const periods[] = {c->period, c->previous_period};
    struct reader r = {.d = d, .a = a, .cycle = c, .directory = c->directory};
    for (size_t i = 0, room = 0; i < COUNT(periods); i++) {
        const char *name = periods[i] ? arena_printf(a, "plans/%s/%s.yaml", periods[i], p->id)
                                      : NULL;
        c->plans = NULL;
        c->plan_count = room = 0;
        r.lenient = i;
        r.source = NULL;
        if (name && file_exists(file_join(a, c->directory, name)))
            read_plan(&r, periods[i], p->id, name, &room);
    }
    c->plans = NULL;
    c->plan_count = 0;
}
