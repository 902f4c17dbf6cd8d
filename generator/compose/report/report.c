// Charts and tables of published figures, and lists of sentences.
#include "compose/report/report.h"

#include <string.h>

#include "base/buf.h"
#include "compose/values/report.h"
#include "compose/words/format.h"

const char *report_text(const struct env *e, const char *key)
{
    const char *text = words_text(e->words, arena_printf(e->arena, "report.%s", key));
    return text ? text : key;
}

// A category of a table in words. table, id: as in model/published.h.
static const char *category_text(const struct env *e, const char *table, const char *id)
{
    const char *key = !strncmp(table, "attainment.", 11) || !strncmp(table, "priority.", 9)
                        ? "attainment"
                        : "report";
    const char *text = words_text(e->words, arena_printf(e->arena, "%s.%s", key, id));
    return text ? text : report_text(e, id);
}

const char *report_number(const struct env *e, size_t n)
{
    return format_number(e->arena, e->words, n);
}

void report_heading(const struct env *e, const char *title, struct place at,
                    struct doc_node *parent)
{
    struct doc_node *heading = doc_append(parent, doc_new(e->arena, DOC_HEADING, at));
    heading->level = 3;
    doc_text(e->arena, heading, title, at);
}

// ---- Rows

void report_add(struct report_rows *rows, const char *label, const struct published_table *t)
{
    const struct env *e = rows->env;
    struct report_row *row = ARENA_PUSH(e->arena, rows->list, rows->count, rows->room);
    *row = (struct report_row){.label = label};
    if (!t || !published_row(t, values_report_unit(e), &row->counts, &row->base))
        row->counts = NULL, rows->any_withheld = true;
    if (rows->categories || !t) return;
    const char **words = ARENA_ARRAY(e->arena, const char *, t->category_count);
    for (size_t i = 0; i < t->category_count; i++)
        words[i] = category_text(e, t->id, t->categories[i]);
    rows->categories = words;
    rows->category_count = t->category_count;
}

static const char *row_note(const struct report_rows *rows, const struct report_row *row)
{
    if (!row->counts) return report_text(rows->env, "withheld");
    return words_count(rows->env->arena, rows->env->words, "counts.persons", (int)row->base);
}

// What the chart says: each row with its numbers.
static const char *alternative(const struct report_rows *rows)
{
    const struct env *e = rows->env;
    struct buf out = {0};
    buf_str(&out, rows->title);
    buf_c(&out, '.');
    for (size_t i = 0; i < rows->count; i++) {
        const struct report_row *row = &rows->list[i];
        buf_printf(&out, " %s: ", row->label);
        if (!row->counts) buf_str(&out, report_text(e, "withheld"));
        for (size_t k = 0; row->counts && k < rows->category_count; k++)
            buf_printf(&out, "%s%s %s", k ? ", " : "", rows->categories[k],
                       report_number(e, row->counts[k]));
        buf_c(&out, '.');
    }
    const char *text = arena_strndup(e->arena, out.p, out.n);
    buf_free(&out);
    return text;
}

static void add_chart(const struct report_rows *rows, enum chart_kind kind, struct place at,
                      struct doc_node *parent)
{
    struct arena *a = rows->env->arena;
    struct chart *chart = ARENA_NEW(a, struct chart);
    struct chart_row *list = ARENA_ARRAY(a, struct chart_row, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        list[i] = (struct chart_row){rows->list[i].label, rows->list[i].counts,
                                     row_note(rows, &rows->list[i])};
    bool strip = kind == CHART_STRIP;
    *chart = (struct chart){.kind = kind,
                            .apart = strip,
                            .alternative = alternative(rows),
                            .series = rows->categories,
                            .series_count = rows->category_count,
                            .rows = list,
                            .row_count = rows->count};
    struct doc_node *n = doc_append(parent, doc_new(a, DOC_CHART, at));
    n->chart = chart;
    n->scope = SCOPE_UNIT;
}

// ---- Tables

struct doc_node *report_table_new(const struct env *e, const char *title, struct place at,
                                  struct doc_node *parent)
{
    struct doc_node *table = doc_append(parent, doc_new(e->arena, DOC_TABLE, at));
    table->title = title;
    return table;
}

void report_table_row(const struct env *e, struct doc_node *table, bool header,
                      const char *const *cells, size_t count, const int *widths)
{
    struct doc_node *row = doc_append(table, doc_new(e->arena, DOC_ROW, table->place));
    row->header = header;
    for (size_t i = 0; i < count; i++) {
        struct doc_node *cell = doc_append(row, doc_new(e->arena, DOC_CELL, table->place));
        cell->header = header || !i;
        cell->align = i ? ALIGN_RIGHT : ALIGN_LEFT;
        cell->width = header && widths ? widths[i] : 0;
        if (!cells[i] || !*cells[i]) continue;
        struct doc_node *text = doc_text(e->arena, cell, cells[i], table->place);
        text->scope = SCOPE_UNIT;
        text->path = "report";
    }
}

enum { CELLS_MOST = 12 };

// column: a category's, or behind them the one with the people.
static const char *cell_words(const struct report_rows *rows, const struct report_row *row,
                              size_t column)
{
    if (!row->counts) return report_text(rows->env, "withheld");
    return report_number(rows->env,
                         column < rows->category_count ? row->counts[column] : row->base);
}

static void show_table(struct report_rows *rows, struct place at, struct doc_node *parent)
{
    const struct env *e = rows->env;
    struct doc_node *table = report_table_new(e, rows->title, at, parent);
    const char *cells[CELLS_MOST];
    size_t count = rows->category_count + 2 < CELLS_MOST ? rows->category_count + 2 : CELLS_MOST;
    cells[0] = rows->head;
    for (size_t i = 1; i + 1 < count; i++) cells[i] = rows->categories[i - 1];
    cells[count - 1] = report_text(e, "people");
    report_table_row(e, table, true, cells, count, NULL);
    for (size_t r = 0; r < rows->count; r++) {
        const struct report_row *row = &rows->list[r];
        cells[0] = row->label;
        for (size_t i = 1; i < count; i++)
            cells[i] = cell_words(rows, row, i + 1 < count ? i - 1 : rows->category_count);
        report_table_row(e, table, false, cells, count, NULL);
    }
}

void report_withheld_note(const struct report_rows *rows, struct place at, struct doc_node *parent)
{
    if (rows->any_withheld)
        bind_paragraph(rows->env, ROLE_NOTE, report_text(rows->env, "why-withheld"), at, parent);
}

void report_figure(struct report_rows *rows, enum chart_kind kind, struct place at,
                   struct doc_node *parent)
{
    bool any = false;
    for (size_t i = 0; i < rows->count; i++) any |= rows->list[i].counts != NULL;
    if (!any) return;
    add_chart(rows, kind, at, parent);
    show_table(rows, at, parent);
}

void report_show(struct report_rows *rows, enum chart_kind kind, struct place at,
                 struct doc_node *parent)
{
    report_figure(rows, kind, at, parent);
    report_withheld_note(rows, at, parent);
}

void report_list(const struct env *e, const char *const *sentences, size_t count, struct place at,
                 struct doc_node *parent)
{
    struct doc_node *list = doc_append(parent, doc_new(e->arena, DOC_LIST, at));
    list->tight = true;
    for (size_t i = 0; i < count; i++) {
        struct doc_node *item = doc_append(list, doc_new(e->arena, DOC_ITEM, at));
        struct doc_node *p = doc_append(item, doc_new(e->arena, DOC_PARAGRAPH, at));
        struct doc_node *text = doc_text(e->arena, p, sentences[i], at);
        text->scope = SCOPE_UNIT;
        text->path = "report";
    }
}
