// Annexes: everything of all units, and what is of the organisation alone.
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"
#include "compose/words/format.h"

// ---- Coverage, with percentages: of units, leaders and waves

struct annex_columns {  // those that the cycle has
    const char *heads[REPORT_COLUMNS];
    int widths[REPORT_COLUMNS];
    size_t count;
};

static void add_column(struct annex_columns *c, const char *head, int width)
{
    c->heads[c->count] = head;
    c->widths[c->count++] = width;
}

static bool has_evaluations(const struct env *e)
{
    return coverage_has_evaluation(e->cycle) && e->published->kind == RELEASE_EVALUATION;
}

static struct annex_columns coverage_columns(const struct env *e, const char *first, bool people)
{
    struct annex_columns c = {.count = 0};
    add_column(&c, report_text(e, first), 36);
    if (people) add_column(&c, report_text(e, "people"), 11);
    add_column(&c, report_text(e, "short-conversations"), 15);
    add_column(&c, report_text(e, "short-plans"), 13);
    if (e->cycle->follow_up_count) add_column(&c, report_text(e, "short-follow-ups"), 15);
    if (has_evaluations(e)) add_column(&c, report_text(e, "evaluations"), 13);
    return c;
}

// Rounded, yet 0 and 100 are none and all.
static size_t percent(size_t held, size_t due)
{
    size_t p = (100 * held + due / 2) / due;
    if (held && !p) return 1;
    return held < due && p >= 100 ? 99 : p;
}

static struct report_cell percent_of(const struct env *e, size_t held, size_t due)
{
    struct report_cell cell = report_cell_ratio(e, held, due);
    if (!due) return cell;
    cell.text = WORDS_FILL(e->arena, e->words, "report.percent",
                           {"percent", arena_printf(e->arena, "%zu", percent(held, due))});
    cell.bar = 0;
    return cell;
}

typedef struct report_cell cell_of(const struct env *e, size_t held, size_t due);

static size_t coverage_cells(const struct env *e, const struct coverage *k, size_t n,
                             cell_of *shown, struct report_cell *cells)
{
    cells[n++] = shown(e, k->conversations[CONVERSATION_HELD], coverage_conversations_due(k));
    cells[n++] = shown(e, k->plans[PLAN_AGREED], coverage_plans_due(k));
    if (e->cycle->follow_up_count)
        cells[n++] = shown(e, k->follow_ups[TALK_HELD], values_headline_follow_ups_due(e, k));
    if (has_evaluations(e))
        cells[n++] = shown(e, k->evaluations[TALK_HELD], coverage_talks_begun(k->evaluations));
    return n;
}

// ---- Units, in tree order

static const char *head_of_goals(const struct env *e)
{
    return report_text(e, e->published->kind == RELEASE_HALF_YEAR ? "on-track" : "met");
}

static void add_unit(const struct env *e, struct doc_node *table, const struct unit *u, int depth)
{
    struct report_cell cells[REPORT_COLUMNS] = {report_cell_words(report_in_words(e, &u->name))};
    const struct published_release *r = published_release(e->published, e->published->kind, 0);
    const struct published_unit *then = published_unit_then(r, e->cycle, u);
    const struct coverage *k = report_coverage(e, u);
    cells[1] = (struct report_cell){.text = format_number(e->arena, e->words, k->people)};
    size_t n = coverage_cells(e, k, e->large ? 1 : 2, percent_of, cells);  // no room for people
    if (r) {
        cells[n] = report_cell_figure(e, then, published_figure(then, values_headline_goals(e)));
        cells[n++].bar = 0;
    }
    cells[0].indent = depth;
    report_row(e, table, cells, n);
    for (size_t i = 0; i < u->unit_count; i++) add_unit(e, table, u->units[i], depth + 1);
}

void report_annex_units(const struct env *e, struct place at, struct doc_node *parent)
{
    struct annex_columns c = coverage_columns(e, "unit", !e->large);
    const struct unit *u = values_report_unit(e);
    if (u->parent && !u->unit_count) return;  // the page has it all
    if (published_release(e->published, e->published->kind, 0))
        add_column(&c, head_of_goals(e), 24);
    struct doc_node *table = report_table(e, report_text(e, "units-title"), c.heads, c.widths,
                                          c.count, at, parent);
    add_unit(e, table, u, 0);
}

void report_hr_leaders(const struct env *e, struct place at, struct doc_node *parent)
{
    struct annex_columns c = coverage_columns(e, "leader", false);
    const struct published *p = e->published;
    if (!p->leader_count) return;
    struct doc_node *table = report_table(e, report_text(e, "leaders-title"), c.heads, c.widths,
                                          c.count, at, parent);
    for (size_t i = 0; i < p->leader_count; i++) {
        struct value name = value_of_person(e, p->leaders[i].leader);
        struct report_cell cells[REPORT_COLUMNS] = {report_cell_words(name.text)};
        size_t n = coverage_cells(e, &p->leaders[i].coverage, 1, report_cell_ratio, cells);
        report_row(e, table, cells, n);
    }
}

void report_annex_waves(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {20, 40, 40};
    const struct cycle *c = e->cycle;
    const char *heads[] = {report_text(e, "wave"), report_text(e, "window"),
                           report_text(e, "conversations")};
    if (c->wave_count < 2) return;
    struct doc_node *table = report_table(e, report_text(e, "waves-title"), heads, widths,
                                          COUNT(heads), at, parent);
    for (size_t i = 0; i < c->wave_count; i++) {
        const struct coverage *k = &e->published->waves[i];
        struct report_cell cells[] = {
            report_cell_words(WORDS_FILL(e->arena, e->words, "report.wave-n",
                                         {"n", arena_printf(e->arena, "%zu", i + 1)})),
            report_cell_words(format_window(e->arena, e->words, c->waves[i].from, c->waves[i].to)),
            report_cell_ratio(e, k->conversations[CONVERSATION_HELD],
                              coverage_conversations_due(k))};
        report_row(e, table, cells, COUNT(cells));
    }
}

// ---- Kinds and grades: of the organisation alone

struct grades {
    const char *table, *words;
    const char *names[6];
    size_t count;
};

static const struct grades of_year = {
    "grade", "attainment", {"met", "partly", "not-met", "dropped", "none"}, 5};
static const struct grades of_half_year = {
    "status", "status", {"done", "on-track", "delayed", "needs-help", "not-started", "dropped"}, 6};

enum { FEW = 5 };  // goals of a kind that the lot alone can show

// A kind of which next to no goals are shown has no row.
static bool has_any(const struct env *e, const struct published_unit *u, const struct grades *g,
                    const char *kind)
{
    int sum = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct published_figure *f = published_figure(
            u, arena_printf(e->arena, "%s.%s.%s", g->table, kind, g->names[i]));
        if (f) sum += published_count(f);
    }
    return sum > FEW;
}

static int shade_of(int count, int most)
{
    if (count <= 0 || most <= 0) return 0;
    int shade = 1 + DOC_DARKEST * count / (most + 1);
    return shade < DOC_DARKEST ? shade : DOC_DARKEST;
}

void report_annex_grades(const struct env *e, struct place at, struct doc_node *parent)
{
    static const char *const kinds[] = {"work", "development", "unstated"};
    static const int widths[] = {34, 13, 13, 13, 13, 13, 13};
    const struct grades *g = e->published->kind == RELEASE_HALF_YEAR ? &of_half_year : &of_year;
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 0);
    const char *heads[REPORT_COLUMNS] = {report_text(e, "kind")};
    struct doc_node *table = NULL;
    for (size_t i = 0; i < g->count; i++)
        heads[i + 1] = words_text(e->words, arena_printf(e->arena, "%s.%s", g->words, g->names[i]));
    for (size_t k = 0; k < COUNT(kinds); k++) {
        if (!has_any(e, u, g, kinds[k])) continue;
        struct report_cell cells[REPORT_COLUMNS] = {report_cell_words(report_text(e, kinds[k]))};
        for (size_t i = 0; i < g->count; i++)
            cells[i + 1] = report_cell_figure(
                e, u,
                published_figure(
                    u, arena_printf(e->arena, "%s.%s.%s", g->table, kinds[k], g->names[i])));
        if (!table)
            table = report_table(e, report_text(e, "grades-title"), heads, widths, g->count + 1, at,
                                 parent);
        report_row(e, table, cells, g->count + 1);
    }
}

void report_annex_measures(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 0);
    const struct published_figure *f = published_figure(u, "measures.overdue");
    if (!f) return;
    struct report_cell cell = report_cell_figure(e, u, f);
    report_paragraph(e, ROLE_BODY,
                     WORDS_FILL(e->arena, e->words, "report.measures", {"share", cell.text}), at,
                     parent);
}

// ---- Goals planned: focus areas by units, as dark as they are many

enum { MOST_HEAT = REPORT_COLUMNS - 1 };

static int most_goals(const struct env *e, const struct published_release *r)
{
    const struct published *p = e->published;
    const struct unit *u = values_report_unit(e);
    int most = 0;
    for (size_t i = 0; i < u->unit_count; i++)
        for (size_t k = 0; k < p->area_count; k++) {
            const struct published_figure *f = published_figure(
                published_unit_then(r, e->cycle, u->units[i]),
                arena_printf(e->arena, "area.%s.goals", p->areas[k].priority->id));
            if (f && published_count(f) > most) most = published_count(f);
        }
    return most;
}

static struct report_cell heat_cell(const struct env *e, const struct published_release *r,
                                    const struct unit *u, const struct published_area *area,
                                    int most)
{
    const struct published_unit *v = published_unit_then(r, e->cycle, u);
    const struct published_figure *f = published_figure(
        v, arena_printf(e->arena, "area.%s.goals", area->priority->id));
    if (area->has_none[u->index]) return (struct report_cell){.text = report_text(e, "none")};
    if (!area->has_goals[u->index]) return (struct report_cell){.text = "–"};  // not known
    if (!f || f->is_band) return (struct report_cell){.text = report_text(e, "some"), .shade = 1};
    struct report_cell cell = report_cell_figure(e, v, f);
    int shade = shade_of(published_count(f), most);
    cell.shade = shade ? shade : 1;
    return cell;
}

// Of the units right below, those of so many people that this shows nobody's plan.
static size_t heat_units(const struct env *e, const struct unit **out)
{
    const struct published *p = e->published;
    const struct unit *u = values_report_unit(e);
    size_t count = 0;
    for (size_t i = 0; i < u->unit_count; i++)
        if (p->coverage[u->units[i]->index].people >= p->limit) out[count++] = u->units[i];
    return count;
}

void report_annex_heat(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published *p = e->published;
    const struct unit *u = values_report_unit(e);
    const struct published_release *r = published_release(p, p->kind, 0);
    int widths[REPORT_COLUMNS] = {30}, most = most_goals(e, r);
    const struct unit **units = ARENA_ARRAY(e->arena, const struct unit *, u->unit_count);
    size_t rows = heat_units(e, units);
    if (u->unit_count < 2 || !rows) return;
    for (size_t from = 0; from < p->area_count; from += MOST_HEAT) {
        size_t count = p->area_count - from < MOST_HEAT ? p->area_count - from : MOST_HEAT;
        const char *heads[REPORT_COLUMNS] = {report_text(e, "unit")};
        for (size_t k = 0; k < count; k++) {
            heads[k + 1] = report_area(e, &p->areas[from + k]);
            widths[k + 1] = 14;
        }
        struct doc_node *table = report_table(e, report_text(e, "heat-title"), heads, widths,
                                              count + 1, at, parent);
        for (size_t i = 0; i < rows; i++) {
            struct report_cell cells[REPORT_COLUMNS] = {
                report_cell_words(report_in_words(e, &units[i]->name))};
            for (size_t k = 0; k < count; k++)
                cells[k + 1] = heat_cell(e, r, units[i], &p->areas[from + k], most);
            report_row(e, table, cells, count + 1);
        }
    }
}

// ---- The trend, as published then

void report_annex_trend(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {16, 28, 28, 28};
    const char *heads[] = {report_text(e, "period"), report_text(e, "conversations"),
                           report_text(e, "plans"), head_of_goals(e)};
    const struct published *p = e->published;
    if (published_was_another(published_release(p, p->kind, 1), e->cycle, values_report_unit(e)))
        report_paragraph(e, ROLE_FINE_PRINT, report_text(e, "not-compared"), at, parent);
    if (!values_headline_unit(e, p->kind, 0) || !values_headline_unit(e, p->kind, 1)) return;
    struct doc_node *table = report_table(e, report_text(e, "trend-title"), heads, widths,
                                          COUNT(heads), at, parent);
    for (size_t i = 0; i < p->period_count; i++) {
        const struct published_unit *u = values_headline_unit(e, p->kind, i);
        if (!u) continue;
        struct report_cell cells[] = {
            report_cell_words(p->periods[i].period),
            report_cell_ratio(e, u->coverage.held, u->coverage.due),
            report_cell_ratio(e, u->coverage.agreed, u->coverage.plans_due),
            report_cell_figure(e, u, published_figure(u, values_headline_goals(e)))};
        report_row(e, table, cells, COUNT(cells));
    }
}
