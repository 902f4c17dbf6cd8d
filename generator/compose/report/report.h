// Reports: charts and tables of published figures, and sentences written from them. Everything is
// made in the environment's arena, and is about the unit that the environment's report is about.
#ifndef COMPOSE_REPORT_REPORT_H
#define COMPOSE_REPORT_REPORT_H

#include "compose/syntax/bind.h"
#include "model/chart.h"
#include "model/published.h"

struct report_row {  // of a chart and of the table beside it
    const char *label;
    const uint32_t *counts;  // by category; NULL: withheld
    uint32_t base;           // the people that it rests on
};

struct report_rows {
    const struct env *env;
    const char *title;              // what a screen reader calls the table
    const char *head;               // above the labels
    const char *const *categories;  // in words
    size_t category_count;
    struct report_row *list;
    size_t count, room;
    bool any_withheld;
};

// ---- Words

// The string "report.KEY"; the key itself where there is none.
const char *report_text(const struct env *e, const char *key);
const char *report_number(const struct env *e, size_t n);

// ---- Charts and tables. at: where the template asks for them; all are appended to parent

// A heading of level 3.
void report_heading(const struct env *e, const char *title, struct place at,
                    struct doc_node *parent);
// Adds the unit's row of a table; t NULL: withheld. All tables of rows have the same categories.
void report_add(struct report_rows *rows, const char *label, const struct published_table *t);
// The chart, its numbers as a table, and a sentence where any of them is withheld. Without anything
// to show, the sentence alone.
void report_show(struct report_rows *rows, enum chart_kind kind, struct place at,
                 struct doc_node *parent);
// The same without the sentence; the sentence alone.
void report_figure(struct report_rows *rows, enum chart_kind kind, struct place at,
                   struct doc_node *parent);
void report_withheld_note(const struct report_rows *rows, struct place at, struct doc_node *parent);
// A list with an item for each sentence.
void report_list(const struct env *e, const char *const *sentences, size_t count, struct place at,
                 struct doc_node *parent);

// A table put together row by row: an empty one, which is returned, and a row of count cells. The
// header row comes first and has the columns' weights; widths NULL: by content.
struct doc_node *report_table_new(const struct env *e, const char *title, struct place at,
                                  struct doc_node *parent);
void report_table_row(const struct env *e, struct doc_node *table, bool header,
                      const char *const *cells, size_t count, const int *widths);

// ---- What the parts share

// Rows without any yet. title, head: keys of words.
struct report_rows report_part_begin(const struct env *e, const char *title, const char *head);
// Tables with different categories cannot stand in one chart: one chart and table for each set of
// categories, in the order of the tables, and one sentence where anything is withheld.
void report_part_by_grain(struct report_rows *rows, const struct published_table *const *tables,
                          const char *const *labels, size_t count, struct place at,
                          struct doc_node *parent);
// A sentence on the first of several figures; hidden: some of them are withheld, and it says that
// it compares only those that are shown.
const char *report_part_say_hidden(const struct env *e, const char *sentence, bool hidden);
// A sentence: how many conversations and plans there are, of how many.
const char *report_part_coverage_words(const struct env *e);

// ---- The parts, for the block `figures`

typedef void report_part(const struct env *e, struct place at, struct doc_node *parent);
report_part report_part_sentences, report_part_coverage, report_part_waves, report_part_attainment,
    report_part_compare, report_part_priorities, report_part_measures, report_part_needs,
    report_part_units, report_part_multiples;
report_part report_process_scales, report_process_training, report_process_texts,
    report_process_sentences;

#endif
