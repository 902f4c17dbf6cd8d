// What reports of a period are built of: charts and tables of published figures, and sentences
// written from them.
#ifndef COMPOSE_REPORT_REPORT_H
#define COMPOSE_REPORT_REPORT_H

#include "compose/syntax/bind.h"
#include "model/chart.h"
#include "model/published.h"

struct report_row {  // of a chart and of the table beside it
    const char *label;
    const uint32_t *counts;  // by category; NULL: withheld
    uint32_t base;
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

const char *report_text(const struct env *e, const char *key);  // of strings.yaml, below "report."
// a category in words
const char *report_category(const struct env *e, const char *table, const char *id);
const char *report_number(const struct env *e, size_t n);

// this unit's row of a table
void report_add(struct report_rows *rows, const char *label, const struct published_table *t);
// The chart, then its numbers as a table, then one sentence where anything is withheld.
void report_show(struct report_rows *rows, enum chart_kind kind, struct place at,
                 struct doc_node *parent);
// without the sentence
void report_figure(struct report_rows *rows, enum chart_kind kind, struct place at,
                   struct doc_node *parent);
void report_table(struct report_rows *rows, struct place at, struct doc_node *parent);
void report_withheld_note(const struct report_rows *rows, struct place at, struct doc_node *parent);

// keys of words
struct report_rows report_part_begin(const struct env *e, const char *title, const char *head);
// this period's; NULL: none
const struct published_table *report_part_table(const struct env *e, const char *id);
// Rows of tables in different grains cannot stand in one chart: each grain has its own.
void report_part_by_grain(struct report_rows *rows, const struct published_table *const *tables,
                          const char *const *labels, size_t count, struct place at,
                          struct doc_node *parent);
// of level 3
void report_heading(const struct env *e, const char *title, struct place at,
                    struct doc_node *parent);
// A sentence on what comes first of several figures; where some of them are hidden it also says
// that they are not compared.
const char *report_part_say_hidden(const struct env *e, const char *sentence, bool hidden);
// how many conversations and plans, of how many
const char *report_part_coverage_words(const struct env *e);
void report_list(const struct env *e, const char *const *sentences, size_t count, struct place at,
                 struct doc_node *parent);

// A table put together cell by cell.
struct doc_node *report_table_new(const struct env *e, const char *title, struct place at,
                                  struct doc_node *parent);
void report_table_row(const struct env *e, struct doc_node *table, bool header,
                      const char *const *cells, size_t count, const int *widths);

// part.c, process.c: one part each.
typedef void report_part(const struct env *e, struct place at, struct doc_node *parent);
report_part report_part_sentences, report_part_coverage, report_part_waves, report_part_attainment,
    report_part_compare, report_part_priorities, report_part_measures, report_part_needs,
    report_part_units, report_part_multiples, report_process_scales, report_process_training,
    report_process_texts, report_process_sentences;

#endif
