// The parts of a report on conversations, plans, goals and needs.
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"
#include "compose/values/report.h"
#include "compose/values/thread.h"
#include "compose/words/format.h"

const struct published_unit *report_part_unit(const struct env *e, enum release_kind kind,
                                              size_t back)
{
    return published_unit(published_release(e->published, kind, back), values_report_unit(e)->id);
}

static const struct published_unit *results(const struct env *e)
{
    return report_part_unit(e, RELEASE_EVALUATION, 0);
}

static const char *in_words(const struct env *e, const struct cycle_text *text)
{
    return cycle_text_in(text, e->words->language).text;
}

static const struct coverage *coverage(const struct env *e)
{
    return &e->published->coverage[values_report_unit(e)->index];
}

// ---- Coverage: at any size

static size_t talks_held(const size_t talks[TALK_STATES])
{
    return talks[TALK_HELD];
}

static void coverage_line(const struct env *e, struct doc_node *table, const char *label,
                          size_t held, size_t due, size_t overdue)
{
    const char *cells[] = {label, report_number(e, held), report_number(e, due),
                           report_number(e, overdue)};
    report_table_row(e, table, false, cells, 4, NULL);
}

void report_part_coverage(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct coverage *k = coverage(e);
    static const int widths[] = {55, 15, 15, 15};
    const char *head[] = {report_text(e, "what"), report_text(e, "held"), report_text(e, "due"),
                          report_text(e, "overdue")};
    struct doc_node *table = report_table_new(e, report_text(e, "coverage-title"), at, parent);
    report_table_row(e, table, true, head, 4, widths);
    coverage_line(e, table, report_text(e, "conversations"), k->conversations[CONVERSATION_HELD],
                  coverage_conversations_due(k), k->conversations[CONVERSATION_OVERDUE]);
    coverage_line(e, table, report_text(e, "plans"), k->plans[PLAN_AGREED], coverage_plans_due(k),
                  k->plans_overdue);
    if (e->cycle->follow_up_count)
        coverage_line(e, table, report_text(e, "follow-ups"), talks_held(k->follow_ups),
                      coverage_talks_due(k->follow_ups), k->follow_ups[TALK_OVERDUE]);
    if (coverage_has_evaluation(e->cycle))
        coverage_line(e, table, report_text(e, "evaluations"), talks_held(k->evaluations),
                      coverage_talks_due(k->evaluations), k->evaluations[TALK_OVERDUE]);
}

void report_part_waves(const struct env *e, struct place at, struct doc_node *parent)
{
    struct arena *a = e->arena;
    const struct cycle *c = e->cycle;
    static const int widths[] = {40, 30, 15, 15};
    const char *series[] = {report_text(e, "held"), report_text(e, "due")};
    const char *head[] = {report_text(e, "wave"), report_text(e, "window"), series[0], series[1]};
    struct chart *chart = ARENA_NEW(a, struct chart);
    struct chart_row *rows = ARENA_ARRAY(a, struct chart_row, c->wave_count);
    struct doc_node *figure = doc_append(parent, doc_new(a, DOC_CHART, at));
    struct doc_node *table = report_table_new(e, report_text(e, "waves-title"), at, parent);
    struct buf says = {0};
    buf_printf(&says, "%s.", report_text(e, "waves-title"));
    report_table_row(e, table, true, head, 4, widths);
    for (size_t i = 0; i < c->wave_count; i++) {
        const struct coverage *k = &e->published->waves[i];
        uint32_t *values = ARENA_ARRAY(a, uint32_t, 2);
        values[0] = (uint32_t)k->conversations[CONVERSATION_HELD];
        values[1] = (uint32_t)coverage_conversations_due(k);
        rows[i].label = WORDS_FILL(a, e->words, "report.wave-n",
                                   {"n", arena_printf(a, "%zu", i + 1)});
        rows[i].values = values;
        rows[i].note = format_ratio(e->arena, e->words, values[0], values[1]);
        buf_printf(&says, " %s: %s.", rows[i].label, rows[i].note);
        const char *cells[] = {rows[i].label,
                               format_window(a, e->words, c->waves[i].from, c->waves[i].to),
                               report_number(e, values[0]), report_number(e, values[1])};
        report_table_row(e, table, false, cells, 4, NULL);
    }
    const char **names = ARENA_ARRAY(a, const char *, 2);
    memcpy(names, series, sizeof series);
    *chart = (struct chart){.kind = CHART_LADDER,
                            .alternative = arena_strndup(a, says.p, says.n),
                            .series = names,
                            .series_count = 2,
                            .rows = rows,
                            .row_count = c->wave_count};
    buf_free(&says);
    figure->chart = chart;
    figure->scope = SCOPE_UNIT;
}

// ---- What has been released

const char *report_part_shown(const struct env *e, const struct published_unit *u,
                              const struct published_figure *f)
{
    static const char *const bands[] = {"band-under-40", "band-about-half", "band-over-60"};
    if (!u) return report_text(e, "not-released");
    if (!f) return report_text(e, "too-few");
    if (f->is_band) return report_text(e, bands[f->band]);
    int percent = published_percent(f);
    if (percent < 0)
        return arena_printf(e->arena, "%s*", report_number(e, (size_t)published_count(f)));
    return WORDS_FILL(e->arena, e->words, f->of_is_drawn ? "report.share-of-drawn" : "report.share",
                      {"percent", arena_printf(e->arena, "%d", percent)},
                      {"all", report_number(e, (size_t)f->of)});
}

struct report_rows report_part_begin(const struct env *e, const char *title, const char *head,
                                     const char *value, const char *rest)
{
    return (struct report_rows){.env = e,
                                .title = report_text(e, title),
                                .head = report_text(e, head),
                                .value = report_text(e, value),
                                .series = {report_text(e, value), report_text(e, rest)}};
}

// ---- Attainment

// Kinds and grades: of the organisation alone.
static void show_grades(const struct env *e, const struct published_unit *u, struct place at,
                        struct doc_node *parent)
{
    static const char *const kinds[] = {"work", "development", "unstated"};
    enum { GRADES = 5 };
    const char *cells[GRADES + 1] = {report_text(e, "goals")};
    static const char *const grades[GRADES] = {"met", "partly", "not-met", "dropped", "none"};
    struct doc_node *table = report_table_new(e, report_text(e, "attainment-title"), at, parent);
    for (size_t g = 0; g < GRADES; g++)
        cells[g + 1] = words_text(e->words, arena_printf(e->arena, "attainment.%s", grades[g]));
    report_table_row(e, table, true, cells, GRADES + 1, NULL);
    for (size_t k = 0; k < COUNT(kinds); k++) {
        cells[0] = report_text(e, kinds[k]);
        for (size_t g = 0; g < GRADES; g++)
            cells[g + 1] = report_part_shown(
                e, u,
                published_figure(u, arena_printf(e->arena, "grade.%s.%s", kinds[k], grades[g])));
        report_table_row(e, table, false, cells, GRADES + 1, NULL);
    }
}

void report_part_attainment(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published_unit *u = results(e);
    struct report_rows rows = report_part_begin(e, "attainment-title", "what", "met", "rest");
    report_add(&rows, report_text(e, "all-goals"), u, published_figure(u, "goals.met"));
    report_show(&rows, CHART_STACKED, at, parent);
    if (published_figure(u, "grade.work.met")) show_grades(e, u, at, parent);
}

void report_part_compare(const struct env *e, struct place at, struct doc_node *parent)
{
    static const char *const differs[] = {"say-fewer", "say-alike", "say-more"};
    const struct published_unit *now = results(e),
                                *then = report_part_unit(e, RELEASE_EVALUATION, 1);
    const struct published_figure *f = published_figure(now, "goals.met"),
                                  *g = published_figure(then, "goals.met");
    if (!f || !g) {
        bind_paragraph(e, ROLE_BODY, report_text(e, "no-comparison"), at, parent);
        return;
    }
    struct report_rows rows = report_part_begin(e, "attainment-title", "period", "met", "rest");
    report_add(&rows, e->cycle->period, now, f);
    report_add(&rows, e->published->periods[1].period, then, g);
    report_show(&rows, CHART_STACKED, at, parent);
    int difference = published_difference(now, f, then, g);
    bind_paragraph(e, ROLE_BODY, report_text(e, differs[difference + 1]), at, parent);
}

static void add_area_row(const struct env *e, struct doc_node *table, const char *title,
                         const char *id, bool none)
{
    const struct published_unit *u = results(e);
    const char *cells[] = {title, NULL, NULL, NULL};
    static const char *const columns[] = {"goals", "people", "met"};
    for (size_t i = 0; i < COUNT(columns); i++)
        cells[i + 1] = report_part_shown(
            e, u, published_figure(u, arena_printf(e->arena, "area.%s.%s", id, columns[i])));
    if (none) cells[1] = report_text(e, "no-goals"), cells[2] = cells[3] = "";
    if (!strcmp(id, "-")) cells[3] = "";
    report_table_row(e, table, false, cells, COUNT(cells), NULL);
}

// The root's focus areas. Whether they have any goals is known exactly.
void report_part_priorities(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {46, 16, 16, 22};
    const struct published *p = e->published;
    const char *head[] = {report_text(e, "priority"), report_text(e, "goals"),
                          report_text(e, "people"), report_text(e, "met")};
    if (!p->area_count) {
        bind_paragraph(e, ROLE_BODY, report_text(e, "no-priorities"), at, parent);
        return;
    }
    struct doc_node *table = report_table_new(e, report_text(e, "priorities-title"), at, parent);
    report_table_row(e, table, true, head, COUNT(head), widths);
    for (size_t i = 0; i < p->area_count; i++) {
        const struct priority *area = p->areas[i].priority;
        const char *title = doc_plain(e->arena, values_thread_priority_in_language(e, area)->title);
        add_area_row(e, table, title, area->id, p->areas[i].has_none[values_report_unit(e)->index]);
    }
    add_area_row(e, table, report_text(e, "no-area"), "-", false);
}

void report_part_measures(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published_unit *u = results(e);
    struct report_rows rows = report_part_begin(e, "measures-title", "what", "persons", "rest");
    report_add(&rows, report_text(e, "measures"), u, published_figure(u, "measures.overdue"));
    report_show(&rows, CHART_STACKED, at, parent);
}

// ---- Competence needs

void report_part_needs(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published_unit *u = results(e);
    struct report_rows rows = report_part_begin(e, "needs-title", "competence", "persons", "rest");
    for (size_t i = 0; i < e->cycle->competence_count; i++) {
        const struct competence *k = &e->cycle->competences[i];
        report_add(&rows, in_words(e, &k->name), u,
                   published_figure(u, arena_printf(e->arena, "need.%s", k->id)));
    }
    if (rows.count) report_show(&rows, CHART_STACKED, at, parent);
    else bind_paragraph(e, ROLE_BODY, report_text(e, "no-competences"), at, parent);
}

// ---- Units below

// A column for each thing that the cycle has.
static size_t unit_columns(const struct env *e, const struct unit *u, const char **cells)
{
    const struct coverage *k = u ? &e->published->coverage[u->index] : NULL;
    size_t n = 0;
    cells[n++] = u ? in_words(e, &u->name) : report_text(e, "unit");
    cells[n++] = !k ? report_text(e, "conversations")
                    : format_ratio(e->arena, e->words, k->conversations[CONVERSATION_HELD],
                                   coverage_conversations_due(k));
    cells[n++] = !k
                   ? report_text(e, "plans")
                   : format_ratio(e->arena, e->words, k->plans[PLAN_AGREED], coverage_plans_due(k));
    if (e->cycle->follow_up_count)
        cells[n++] = !k ? report_text(e, "follow-ups")
                        : format_ratio(e->arena, e->words, k->follow_ups[TALK_HELD],
                                       coverage_talks_due(k->follow_ups));
    if (coverage_has_evaluation(e->cycle))
        cells[n++] = !k ? report_text(e, "evaluations")
                        : format_ratio(e->arena, e->words, k->evaluations[TALK_HELD],
                                       coverage_talks_due(k->evaluations));
    return n;
}

static void add_unit_rows(const struct env *e, struct doc_node *table, const struct unit *u,
                          int depth)
{
    const char *cells[5];
    size_t n = unit_columns(e, u, cells);
    report_table_row(e, table, false, cells, n, NULL);
    table->last->first->level = depth;
    for (size_t i = 0; i < u->unit_count; i++) add_unit_rows(e, table, u->units[i], depth + 1);
}

void report_part_units(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {36, 16, 16, 16, 16};
    const char *head[5], *title = report_text(e, "coverage-title");
    size_t n = unit_columns(e, NULL, head);
    report_heading(e, title, at, parent);
    struct doc_node *table = report_table_new(e, title, at, parent);
    report_table_row(e, table, true, head, n, widths);
    add_unit_rows(e, table, values_report_unit(e), 0);
}

// How far goals were met in each unit right below.
void report_part_multiples(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published_release *r = published_release(e->published, RELEASE_EVALUATION, 0);
    const struct unit *u = values_report_unit(e);
    struct report_rows rows = report_part_begin(e, "multiples-title", "unit", "met", "rest");
    for (size_t i = 0; r && i < u->unit_count; i++) {
        const struct published_unit *below = published_unit(r, u->units[i]->id);
        report_add(&rows, in_words(e, &u->units[i]->name), below,
                   published_figure(below, "goals.met"));
    }
    if (!rows.count) return;
    report_heading(e, rows.title, at, parent);
    report_show(&rows, CHART_MULTIPLES, at, parent);
}

// ---- In short

const struct published_figure *report_part_outstanding(const struct published_unit *u,
                                                       const char *begins, int sign)
{
    const struct published_figure *best = NULL;
    size_t n = strlen(begins);
    for (size_t i = 0; u && i < u->figure_count; i++) {
        const struct published_figure *f = &u->figures[i];
        if (strncmp(f->id, begins, n) || published_percent(f) < 0) continue;
        if (!best || sign * f->count > sign * best->count) best = f;
    }
    for (size_t i = 0; best && i < u->figure_count; i++) {
        const struct published_figure *f = &u->figures[i];
        if (f == best || strncmp(f->id, begins, n)) continue;
        if (published_difference(u, best, u, f) != sign) return NULL;
    }
    return best;
}

static const char *share_words(const struct env *e, const char *id, const char *key)
{
    const struct published_unit *u = results(e);
    const struct published_figure *f = published_figure(u, id);
    if (!f) return report_text(e, u ? "say-too-few" : "say-not-released");
    return WORDS_FILL(e->arena, e->words, key, {"share", report_part_shown(e, u, f)});
}

static const char *needs_words(const struct env *e)
{
    const struct published_unit *u = results(e);
    const struct published_figure *best = report_part_outstanding(u, "need.", 1);
    if (!best) return report_text(e, "say-no-needs");
    const char *name = "";
    for (size_t i = 0; i < e->cycle->competence_count; i++)
        if (!strcmp(best->id + strlen("need."), e->cycle->competences[i].id))
            name = in_words(e, &e->cycle->competences[i].name);
    return WORDS_FILL(e->arena, e->words, "report.say-needs", {"need", name},
                      {"share", report_part_shown(e, u, best)});
}

const char *report_part_coverage_words(const struct env *e)
{
    const struct coverage *k = coverage(e);
    return WORDS_FILL(e->arena, e->words, "report.say-coverage",
                      {"held", report_number(e, k->conversations[CONVERSATION_HELD])},
                      {"due", report_number(e, coverage_conversations_due(k))},
                      {"plans", report_number(e, k->plans[PLAN_AGREED])},
                      {"plans-due", report_number(e, coverage_plans_due(k))});
}

void report_part_sentences(const struct env *e, struct place at, struct doc_node *parent)
{
    const char *list[4] = {report_part_coverage_words(e),
                           share_words(e, "goals.met", "report.say-attainment"), NULL, NULL};
    size_t count = 2;
    if (published_figure(results(e), "goals.met")) {
        list[count++] = share_words(e, "measures.overdue", "report.say-measures");
        if (e->cycle->competence_count) list[count++] = needs_words(e);
    }
    report_list(e, list, count, at, parent);
}
