// Lists every row once: of this period each unit's coverage, as it is now; then what has been
// released, of this period and of earlier ones, with the units as they were then.
#include <string.h>

#include "base/array.h"
#include "export/rows.h"

const char *const export_basis_names[] = {
    [EXPORT_EXACT] = "exact", [EXPORT_DRAWN] = "drawn", [EXPORT_TOO_FEW] = "too-few"};

struct rows {
    const struct published *published;
    const struct unit *only;
    export_write *write;
    void *to;
    struct buf measure, category;  // for as long as a row is written
};

// ---- Coverage

static void write_count(struct rows *r, const struct unit *u, const char *measure,
                        const char *category, size_t count)
{
    struct export_row row = {.period = r->published->cycle->period,
                             .unit = u->id,
                             .unit_name = u->name.text,
                             .measure = measure,
                             .category = category,
                             .count = (int64_t)count,
                             .of = -1,
                             .percent = -1,
                             .group = -1};
    r->write(r->to, &row);
}

// is_due: whether the cycle says when; what it does not have is not there.
static void write_talks(struct rows *r, const struct unit *u, const char *measure,
                        const size_t talks[TALK_STATES], bool is_due)
{
    if (is_due) write_count(r, u, measure, "due", coverage_talks_begun(talks));
    if (is_due || talks[TALK_HELD]) write_count(r, u, measure, "held", talks[TALK_HELD]);
    if (is_due) write_count(r, u, measure, "overdue", talks[TALK_OVERDUE]);
}

static const char *measure_name(struct rows *r, const char *before, const char *name)
{
    r->measure.n = 0;
    buf_str(&r->measure, before);
    buf_str(&r->measure, name);
    return buf_cstr(&r->measure);
}

static void write_coverage(struct rows *r, const struct unit *u, const char *before,
                           const struct coverage *k)
{
    const struct cycle *c = r->published->cycle;
    const char *name = measure_name(r, before, "conversations");
    write_count(r, u, name, "due", coverage_conversations_due(k));
    write_count(r, u, name, "held", k->conversations[CONVERSATION_HELD]);
    write_count(r, u, name, "overdue", k->conversations[CONVERSATION_OVERDUE]);
    name = measure_name(r, before, "plans");
    write_count(r, u, name, "due", coverage_plans_due(k));
    write_count(r, u, name, "agreed", k->plans[PLAN_AGREED]);
    write_count(r, u, name, "draft", k->plans[PLAN_DRAFT]);
    write_count(r, u, name, "missing", k->plans[PLAN_MISSING]);
    write_count(r, u, name, "overdue", k->plans_overdue);
    write_count(r, u, name, "unreadable", k->plans[PLAN_UNREADABLE]);
    write_talks(r, u, measure_name(r, before, "follow-ups"), k->follow_ups, c->follow_up_count);
    write_talks(r, u, measure_name(r, before, "evaluations"), k->evaluations,
                coverage_has_evaluation(c));
}

static void write_waves(struct rows *r, const struct unit *u)
{
    for (size_t i = 0; i < r->published->cycle->wave_count; i++) {
        struct buf before = {0};
        buf_printf(&before, "wave.%zu.", i + 1);
        write_coverage(r, u, buf_cstr(&before), &r->published->waves[i]);
        buf_free(&before);
    }
}

// Whether anybody has a goal that leads to each of the root's focus areas; of a few people that
// would say what each of them has planned.
static void write_areas(struct rows *r, const struct unit *u)
{
    if (r->published->coverage[u->index].people < r->published->limit) return;
    for (size_t i = 0; i < r->published->area_count; i++) {
        const struct published_area *area = &r->published->areas[i];
        const char *name = measure_name(r, "area.", area->priority->id);
        if (area->has_goals[u->index] || area->has_none[u->index])
            write_count(r, u, name, "any", area->has_goals[u->index]);
    }
}

// ---- Releases

static bool begins(const char *text, const char *with)
{
    return !strncmp(text, with, strlen(with));
}

// "area.liv.met" is met of area.liv; what is asked by its own id is of people, or of those who
// agree.
static void split_id(struct rows *r, const char *id)
{
    const char *dot = strrchr(id, '.');
    bool whole = begins(id, "need.") || begins(id, "training.") || begins(id, "scale.");
    r->measure.n = r->category.n = 0;
    buf_add(&r->measure, id, whole || !dot ? strlen(id) : (size_t)(dot - id));
    if (!whole && dot) buf_str(&r->category, dot + 1);
    else buf_str(&r->category, begins(id, "scale.") ? "agree" : "people");
}

static void write_figure(struct rows *r, struct export_row *row, const struct published_figure *f)
{
    split_id(r, f->id);
    row->measure = buf_cstr(&r->measure);
    row->category = buf_cstr(&r->category);
    row->basis = EXPORT_DRAWN;
    row->band = f->is_band ? published_band_names[f->band] : NULL;
    row->count = f->is_band ? -1 : published_count(f);
    row->of = f->is_band || !f->of ? -1 : f->of;
    row->percent = published_percent(f);
    r->write(r->to, row);
}

static void write_released_unit(struct rows *r, const struct published_release *release,
                                const struct published_unit *u)
{
    static const char *const groups[RELEASE_KINDS] = {"evaluated", "answers", "followed-up",
                                                      "agreed"};
    struct export_row row = {.period = release->period,
                             .unit = u->id,
                             .unit_name = u->name,
                             .measure = "people",
                             .category = groups[release->kind],
                             .count = (int64_t)u->group,
                             .of = -1,
                             .percent = -1,
                             .group = (int64_t)u->group};
    r->write(r->to, &row);
    row.measure = "goals";
    row.category = "all";
    row.count = (int64_t)u->goals;
    if (release->kind == RELEASE_EVALUATION || release->kind == RELEASE_HALF_YEAR)
        r->write(r->to, &row);
    for (size_t i = 0; i < u->figure_count; i++) write_figure(r, &row, &u->figures[i]);
    if (u->atoms) return;
    row.measure = "results";
    row.category = release_kind_names[release->kind];
    row.basis = EXPORT_TOO_FEW;
    row.count = -1;
    r->write(r->to, &row);
}

// Whether a unit, as it was then, is or was below another, which may have had another id.
static bool is_within(const struct rows *r, const struct published_release *release,
                      const struct published_unit *u)
{
    const struct published_unit *top = published_unit_then(release, r->published->cycle, r->only);
    for (; u; u = published_unit(release, u->parent))
        if (u == top) return true;
    return false;
}

static void write_release(struct rows *r, const struct published_release *release)
{
    for (size_t i = 0; release && i < release->unit_count; i++)
        if (!r->only || is_within(r, release, &release->units[i]))
            write_released_unit(r, release, &release->units[i]);
}

void export_rows(const struct published *p, const struct unit *only, export_write *write, void *to)
{
    struct rows r = {.published = p, .only = only, .write = write, .to = to};
    const struct cycle *c = p->cycle;
    for (size_t i = only ? only->index : 0;
         i < c->unit_count && (!only || cycle_unit_is_within(c->units[i], only)); i++) {
        write_coverage(&r, c->units[i], "", &p->coverage[i]);
        write_areas(&r, c->units[i]);
        if (!c->units[i]->parent) write_waves(&r, c->units[i]);
    }
    for (size_t i = 0; i < p->period_count; i++) {
        write_release(&r, published_release(p, p->kind, i));
        if (p->kind == RELEASE_EVALUATION)
            write_release(&r, published_release(p, RELEASE_PROCESS, i));
    }
    buf_free(&r.measure);
    buf_free(&r.category);
}
