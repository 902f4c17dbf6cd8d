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

void report_add(struct report_rows *rows, const char *label, const struct published_unit *u,
                const struct published_figure *f)
{
    const struct env *e = rows->env;
    struct report_row *row = ARENA_PUSH(e->arena, rows->list, rows->count, rows->room);
    *row = (struct report_row){.label = label, .shown = report_part_shown(e, u, f)};
    if (published_percent(f) < 0) return;
    uint32_t *values = ARENA_ARRAY(e->arena, uint32_t, 2);
    values[0] = (uint32_t)published_percent(f);
    values[1] = 100 - values[0];
    row->values = values;
}

// What the chart says: each row with its numbers.
static const char *alternative(const struct report_rows *rows)
{
    const struct env *e = rows->env;
    struct buf out = {0};
    buf_printf(&out, "%s.", rows->title);
    for (size_t i = 0; i < rows->count; i++)
        buf_printf(&out, " %s: %s.", rows->list[i].label, rows->list[i].shown);
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
        list[i] = (struct chart_row){rows->list[i].label, rows->list[i].values,
                                     rows->list[i].shown};
    const char **series = ARENA_ARRAY(a, const char *, 2);
    memcpy(series, rows->series, sizeof rows->series);
    *chart = (struct chart){.kind = kind,
                            .alternative = alternative(rows),
                            .series = series,
                            .series_count = 2,
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

void report_show(struct report_rows *rows, enum chart_kind kind, struct place at,
                 struct doc_node *parent)
{
    const struct env *e = rows->env;
    bool any = false;
    for (size_t i = 0; i < rows->count; i++) any |= rows->list[i].values != NULL;
    if (any) add_chart(rows, kind, at, parent);
    struct doc_node *table = report_table_new(e, rows->title, at, parent);
    const char *head[] = {rows->head, rows->value};
    report_table_row(e, table, true, head, 2, NULL);
    for (size_t i = 0; i < rows->count; i++) {
        const char *cells[] = {rows->list[i].label, rows->list[i].shown};
        report_table_row(e, table, false, cells, 2, NULL);
    }
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
