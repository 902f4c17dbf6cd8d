// The parts of a report on conversations, plans, goals and needs.
#include <string.h>

#include "compose/report/report.h"
#include "compose/values/report.h"
#include "compose/values/thread.h"
#include "compose/words/format.h"

static const struct published_table *table_of(const struct env *e, const char *id,
                                              const char *period)
{
    return period ? published_find(e->published, id, period) : NULL;
}

// This period's table; NULL: there is none.
static const struct published_table *this_table(const struct env *e, const char *id)
{
    return table_of(e, id, e->cycle->period);
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
    if (coverage_talks_due(k->follow_ups))
        coverage_line(e, table, report_text(e, "follow-ups"), talks_held(k->follow_ups),
                      coverage_talks_due(k->follow_ups), k->follow_ups[TALK_OVERDUE]);
    if (coverage_talks_due(k->evaluations))
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

// ---- Attainment

struct report_rows report_part_begin(const struct env *e, const char *title, const char *head)
{
    return (struct report_rows){
        .env = e, .title = report_text(e, title), .head = report_text(e, head)};
}

enum { ROWS_MOST = 400 };  // of one chart with its table

void report_part_by_grain(struct report_rows *rows, const struct published_table *const *tables,
                          const char *const *labels, size_t count, struct place at,
                          struct doc_node *parent)
{
    bool done[ROWS_MOST] = {0};
    for (size_t first = 0; first < count && first < ROWS_MOST; first++) {
        if (done[first] || !tables[first]) continue;
        struct report_rows part = *rows;
        for (size_t i = first; i < count && i < ROWS_MOST; i++) {
            if (done[i] || !tables[i] || tables[i]->categories != tables[first]->categories)
                continue;
            report_add(&part, labels[i], tables[i]);
            done[i] = true;
        }
        // the steps of a scale, and those who do not know
        bool steps = !strcmp(tables[first]->categories[0], "1");
        report_figure(&part, steps ? CHART_STRIP : CHART_STACKED, at, parent);
        rows->any_withheld |= part.any_withheld;
    }
    report_withheld_note(rows, at, parent);
}

void report_part_attainment(const struct env *e, struct place at, struct doc_node *parent)
{
    static const char *const ids[] = {"attainment.work", "attainment.development",
                                      "attainment.unstated"};
    static const char *const words[] = {"work", "development", "unstated"};
    const struct published_table *tables[3];
    const char *labels[3];
    struct report_rows rows = report_part_begin(e, "attainment-title", "goals");
    for (size_t i = 0; i < 3; i++) {
        tables[i] = this_table(e, ids[i]);
        labels[i] = report_text(e, words[i]);
    }
    const uint32_t *counts;
    uint32_t base;
    bool unstated = tables[2] && published_row(tables[2], values_report_unit(e), &counts, &base);
    report_part_by_grain(&rows, tables, labels, unstated ? 3 : 2, at, parent);
}

static void compare_one(const struct env *e, const char *id, const char *word, struct place at,
                        struct doc_node *parent)
{
    const struct published_table *t = this_table(e, id),
                                 *before = table_of(e, id, e->cycle->previous_period);
    if (!t || !before || t->categories != before->categories) return;
    struct report_rows rows = {
        .env = e, .title = report_text(e, word), .head = report_text(e, "period")};
    report_add(&rows, e->cycle->period, t);
    report_add(&rows, e->cycle->previous_period, before);
    if (rows.any_withheld) return;
    report_heading(e, rows.title, at, parent);
    report_show(&rows, CHART_STACKED, at, parent);
}

void report_part_compare(const struct env *e, struct place at, struct doc_node *parent)
{
    struct doc_node *before = parent->last;
    compare_one(e, "attainment.work", "work", at, parent);
    compare_one(e, "attainment.development", "development", at, parent);
    if (parent->last == before)
        bind_paragraph(e, ROLE_BODY, report_text(e, "no-comparison"), at, parent);
}

void report_part_priorities(const struct env *e, struct place at, struct doc_node *parent)
{
    struct report_rows rows = report_part_begin(e, "priorities-title", "priority");
    const struct published *p = e->published;
    const struct published_table **tables = ARENA_ARRAY(e->arena, const struct published_table *,
                                                        p->table_count);
    const char **labels = ARENA_ARRAY(e->arena, const char *, p->table_count);
    size_t count = 0;
    for (size_t i = 0; i < p->table_count; i++) {
        const struct published_table *t = p->tables[i];
        if (!t->priority || !cycle_unit_is_within(values_report_unit(e), t->top)) continue;
        tables[count] = t;
        labels[count++] = doc_plain(e->arena,
                                    values_thread_priority_in_language(e, t->priority)->title);
    }
    if (count) report_part_by_grain(&rows, tables, labels, count, at, parent);
    else bind_paragraph(e, ROLE_BODY, report_text(e, "no-priorities"), at, parent);
}

void report_part_measures(const struct env *e, struct place at, struct doc_node *parent)
{
    struct report_rows rows = report_part_begin(e, "measures-title", "what");
    report_add(&rows, report_text(e, "measures"), this_table(e, "measures"));
    report_show(&rows, CHART_STACKED, at, parent);
}

// ---- Competence needs

void report_part_needs(const struct env *e, struct place at, struct doc_node *parent)
{
    struct report_rows rows = report_part_begin(e, "needs-title", "competence");
    for (size_t i = 0; i < e->cycle->competence_count; i++) {
        const struct competence *k = &e->cycle->competences[i];
        report_add(&rows, in_words(e, &k->name),
                   this_table(e, arena_printf(e->arena, "need.%s", k->id)));
    }
    if (rows.count) report_show(&rows, CHART_STACKED, at, parent);
    else bind_paragraph(e, ROLE_BODY, report_text(e, "no-competences"), at, parent);
}

// ---- Units below

static void add_unit_rows(const struct env *e, struct doc_node *table, const struct unit *u,
                          int depth)
{
    const struct coverage *k = &e->published->coverage[u->index];
    const char *cells[] = {
        in_words(e, &u->name),
        format_ratio(e->arena, e->words, k->conversations[CONVERSATION_HELD],
                     coverage_conversations_due(k)),
        format_ratio(e->arena, e->words, k->plans[PLAN_AGREED], coverage_plans_due(k)),
        format_ratio(e->arena, e->words, k->follow_ups[TALK_HELD],
                     coverage_talks_due(k->follow_ups)),
        format_ratio(e->arena, e->words, k->evaluations[TALK_HELD],
                     coverage_talks_due(k->evaluations))};
    report_table_row(e, table, false, cells, 5, NULL);
    table->last->first->level = depth;
    for (size_t i = 0; i < u->unit_count; i++) add_unit_rows(e, table, u->units[i], depth + 1);
}

void report_part_units(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {36, 16, 16, 16, 16};
    const char *head[] = {report_text(e, "unit"), report_text(e, "conversations"),
                          report_text(e, "plans"), report_text(e, "follow-ups"),
                          report_text(e, "evaluations")};
    const char *title = report_text(e, "coverage-title");
    report_heading(e, title, at, parent);
    struct doc_node *table = report_table_new(e, title, at, parent);
    report_table_row(e, table, true, head, 5, widths);
    add_unit_rows(e, table, values_report_unit(e), 0);
}

// How far work goals were met, a small bar for each unit right below.
void report_part_multiples(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published_table *t = this_table(e, "attainment.work");
    const struct unit *u = values_report_unit(e);
    struct report_rows rows = report_part_begin(e, "multiples-title", "unit");
    for (size_t i = 0; t && i < u->unit_count; i++) {
        struct env below = *e;
        below.units = (struct unit *const *)&u->units[i];
        below.unit_count = 1;
        rows.env = &below;
        report_add(&rows, in_words(e, &u->units[i]->name), t);
    }
    rows.env = e;
    if (!rows.count) return;
    report_heading(e, rows.title, at, parent);
    report_show(&rows, CHART_MULTIPLES, at, parent);
}

// ---- In short

static const char *share_words(const struct env *e, const char *id, const char *key)
{
    const uint32_t *counts;
    uint32_t base, all = 0;
    const struct published_table *t = this_table(e, id);
    if (!t || !published_row(t, values_report_unit(e), &counts, &base)) return NULL;
    for (size_t i = 0; i < t->category_count; i++) all += counts[i];
    return WORDS_FILL(e->arena, e->words, key, {"first", report_number(e, counts[0])},
                      {"last", report_number(e, counts[t->category_count - 1])},
                      {"all", report_number(e, all)});
}

// NULL: overdue measures are not counted apart.
static const char *measures_words(const struct env *e)
{
    const struct published_table *t = this_table(e, "measures");
    bool apart = t && !strcmp(t->categories[t->category_count - 1], "overdue");
    return apart ? share_words(e, "measures", "report.say-measures") : NULL;
}

const char *report_part_say_hidden(const struct env *e, const char *sentence, bool hidden)
{
    return hidden ? arena_printf(e->arena, "%s %s", sentence, report_text(e, "say-shown-only"))
                  : sentence;
}

static const char *needs_words(const struct env *e)
{
    const struct competence *best = NULL;
    uint32_t most = 0, of = 0;
    bool hidden = false;
    for (size_t i = 0; i < e->cycle->competence_count; i++) {
        const uint32_t *counts;
        uint32_t base;
        const struct published_table *t = this_table(
            e, arena_printf(e->arena, "need.%s", e->cycle->competences[i].id));
        bool shown = t && published_row(t, values_report_unit(e), &counts, &base);
        hidden |= !shown;
        if (!shown || counts[0] <= most) continue;
        best = &e->cycle->competences[i];
        most = counts[0];
        of = base;
    }
    if (!best) return NULL;
    const char *sentence = WORDS_FILL(
        e->arena, e->words, "report.say-needs", {"need", in_words(e, &best->name)},
        {"first", report_number(e, most)}, {"all", report_number(e, of)});
    return report_part_say_hidden(e, sentence, hidden);
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
    const char *list[4] = {
        report_part_coverage_words(e),
        share_words(e, "attainment.work", "report.say-attainment"),
        measures_words(e),
        needs_words(e),
    };
    static const char *const without[4] = {NULL, "say-no-attainment", "say-no-measures",
                                           "say-no-needs"};
    for (size_t i = 0; i < 4; i++)
        if (!list[i]) list[i] = report_text(e, without[i]);
    report_list(e, list, 4, at, parent);
}
