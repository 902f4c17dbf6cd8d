// What the parts of a report are made of: words, headings, lists and tables.
#include "compose/report/report.h"

#include <string.h>

#include "compose/values/thread.h"
#include "compose/words/format.h"

// ---- Words

const char *report_text(const struct env *e, const char *key)
{
    return words_text(e->words, arena_printf(e->arena, "report.%s", key));
}

const char *report_ratio(const struct env *e, size_t held, size_t due)
{
    return due ? format_ratio(e->arena, e->words, held, due) : "";
}

const char *report_in_words(const struct env *e, const struct cycle_text *text)
{
    return cycle_text_in(text, e->words->language).text;
}

const char *report_area(const struct env *e, const struct published_area *area)
{
    return doc_plain(e->arena, values_thread_priority_in_language(e, area->priority)->title);
}

const struct coverage *report_coverage(const struct env *e, const struct unit *u)
{
    return &e->published->coverage[(u ? u : values_report_unit(e))->index];
}

// ---- Blocks

static void add_text(const struct env *e, struct doc_node *to, const char *words, struct place at)
{
    struct doc_node *text = doc_text(e->arena, to, words, at);
    text->scope = SCOPE_UNIT;
    text->path = "report";
}

void report_heading(const struct env *e, int level, const char *title, struct place at,
                    struct doc_node *parent)
{
    struct doc_node *heading = doc_append(parent, doc_new(e->arena, DOC_HEADING, at));
    heading->level = level;
    add_text(e, heading, title, at);
}

void report_paragraph(const struct env *e, enum doc_role role, const char *text, struct place at,
                      struct doc_node *parent)
{
    struct doc_node *p = doc_append(parent, doc_new(e->arena, DOC_PARAGRAPH, at));
    p->role = role;
    add_text(e, p, text, at);
}

void report_list(const struct env *e, bool ordered, const char *const *texts, size_t count,
                 struct place at, struct doc_node *parent)
{
    struct doc_node *list = doc_append(parent, doc_new(e->arena, DOC_LIST, at));
    list->tight = true;
    list->ordered = ordered;
    list->level = 1;
    for (size_t i = 0; i < count; i++) {
        struct doc_node *item = doc_append(list, doc_new(e->arena, DOC_ITEM, at));
        report_paragraph(e, ROLE_BODY, texts[i], at, item);
    }
}

// ---- Tables

static struct doc_node *add_row(const struct env *e, struct doc_node *table, bool header)
{
    struct doc_node *row = doc_append(table, doc_new(e->arena, DOC_ROW, table->place));
    row->header = header;
    return row;
}

static struct doc_node *add_cell(const struct env *e, struct doc_node *row, const char *words)
{
    struct doc_node *cell = doc_append(row, doc_new(e->arena, DOC_CELL, row->place));
    if (words && *words) add_text(e, cell, words, row->place);
    return cell;
}

struct doc_node *report_table(const struct env *e, const char *title, const char *const *heads,
                              const int *widths, size_t count, struct place at,
                              struct doc_node *parent)
{
    struct doc_node *table = doc_append(parent, doc_new(e->arena, DOC_TABLE, at));
    table->title = title;
    struct doc_node *row = add_row(e, table, true);
    for (size_t i = 0; i < count; i++) {
        struct doc_node *cell = add_cell(e, row, heads[i]);
        cell->header = true;
        cell->width = widths[i];
    }
    return table;
}

void report_row(const struct env *e, struct doc_node *table, const struct report_cell *cells,
                size_t count)
{
    struct doc_node *row = add_row(e, table, false);
    for (size_t i = 0; i < count; i++) {
        struct doc_node *cell = add_cell(e, row, cells[i].text);
        cell->header = !i;
        cell->align = i && !cells[i].is_words ? ALIGN_RIGHT : ALIGN_LEFT;
        cell->bar = (int16_t)cells[i].bar;
        cell->shade = (int16_t)cells[i].shade;
        cell->level = cells[i].indent;
    }
}

struct report_cell report_cell_words(const char *text)
{
    return (struct report_cell){.text = text, .is_words = true};
}

struct report_cell report_cell_ratio(const struct env *e, size_t held, size_t due)
{
    if (!due) return (struct report_cell){.text = "–"};
    return (struct report_cell){.text = report_ratio(e, held, due),
                                .bar = 1 + (int)(1000 * (held < due ? held : due) / due)};
}

struct report_cell report_cell_figure(const struct env *e, const struct published_unit *u,
                                      const struct published_figure *f)
{
    if (!u) return report_cell_words(report_text(e, "not-released"));
    if (!f) return report_cell_words(report_text(e, "too-few"));
    if (f->is_band) return report_cell_words(words_item(e->words, "report.bands", (size_t)f->band));
    int percent = published_percent(f);
    if (percent < 0)
        return (struct report_cell){.text = arena_printf(e->arena, "%d*", published_count(f))};
    return (struct report_cell){
        .text = WORDS_FILL(e->arena, e->words, "report.share",
                           {"percent", arena_printf(e->arena, "%d", percent)},
                           {"all", format_number(e->arena, e->words, (size_t)f->of)}),
        .bar = 1 + 10 * percent};
}
