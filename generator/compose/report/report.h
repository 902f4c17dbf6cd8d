// Reports: charts and tables of published figures, and sentences written from them. Everything is
// made in the environment's arena, and is about the unit that the environment's report is about.
#ifndef COMPOSE_REPORT_REPORT_H
#define COMPOSE_REPORT_REPORT_H

#include "compose/syntax/bind.h"
#include "model/chart.h"
#include "model/published.h"

struct report_row {  // of a chart and of the table beside it
    const char *label;
    const uint32_t *values;  // what it is, and the rest of what it is of; NULL: no share is shown
    const char *shown;       // the same in words
};

struct report_rows {
    const struct env *env;
    const char *title;         // what a screen reader calls the table
    const char *head, *value;  // above the labels, and above what is shown
    const char *series[2];     // what the values are, in words
    struct report_row *list;
    size_t count, room;
};

// ---- Words

// The string "report.KEY"; the key itself where there is none.
const char *report_text(const struct env *e, const char *key);
const char *report_number(const struct env *e, size_t n);

// ---- Charts and tables. at: where the template asks for them; all are appended to parent

// A heading of level 3.
void report_heading(const struct env *e, const char *title, struct place at,
                    struct doc_node *parent);
// Adds a figure of a unit as it was when it was released; u NULL: nothing has been released of it.
void report_add(struct report_rows *rows, const char *label, const struct published_unit *u,
                const struct published_figure *f);
// The chart where there is any share, and all of it as a table.
void report_show(struct report_rows *rows, enum chart_kind kind, struct place at,
                 struct doc_node *parent);
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

// Rows without any yet. All but e are keys of words.
struct report_rows report_part_begin(const struct env *e, const char *title, const char *head,
                                     const char *value, const char *rest);
// What is shown of a figure: "45 % of 52*", "about half", "too few to show", "not released".
const char *report_part_shown(const struct env *e, const struct published_unit *u,
                              const struct published_figure *f);
// The unit that the report is about, in this period's release of a kind, or back periods ago; NULL:
// it is not in it.
const struct published_unit *report_part_unit(const struct env *e, enum release_kind kind,
                                              size_t back);
// Of a unit's figures whose ids begin so, the one that stands out: the largest (or the least, for
// sign -1) of all by more than the lot explains. NULL: none does.
const struct published_figure *report_part_outstanding(const struct published_unit *u,
                                                       const char *begins, int sign);
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
