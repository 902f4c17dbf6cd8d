// Reports: tables of published figures with bars in their cells, and sentences made from them.
// Everything is made in the environment's arena, and is about the unit that the environment's
// report is about.
#ifndef COMPOSE_REPORT_REPORT_H
#define COMPOSE_REPORT_REPORT_H

#include "compose/syntax/bind.h"
#include "compose/values/headline.h"
#include "compose/values/report.h"
#include "model/published.h"

// ---- Words

// The string "report.KEY".
const char *report_text(const struct env *e, const char *key);
// "12 av 14"; "" where nothing is due.
const char *report_ratio(const struct env *e, size_t held, size_t due);
const char *report_in_words(const struct env *e, const struct cycle_text *text);
// The title of a focus area in the document's language.
const char *report_area(const struct env *e, const struct published_area *area);
// The coverage of the report's own unit, or of another one.
const struct coverage *report_coverage(const struct env *e, const struct unit *u);

// ---- What a part of a report is made of. at: where the template asks for it; all are appended to
// parent

void report_heading(const struct env *e, int level, const char *title, struct place at,
                    struct doc_node *parent);
void report_paragraph(const struct env *e, enum doc_role role, const char *text, struct place at,
                      struct doc_node *parent);
// A list with an item for each text.
void report_list(const struct env *e, bool ordered, const char *const *texts, size_t count,
                 struct place at, struct doc_node *parent);

enum { REPORT_COLUMNS = 8 };

struct report_cell {
    const char *text;
    int bar;    // 1 + thousandths; 0: none
    int shade;  // up to DOC_DARKEST
    int indent;
    bool is_words;  // no number: at the left
};

// An empty table; title: what a screen reader calls it. Its header row has the columns' weights.
struct doc_node *report_table(const struct env *e, const char *title, const char *const *heads,
                              const int *widths, size_t count, struct place at,
                              struct doc_node *parent);
void report_row(const struct env *e, struct doc_node *table, const struct report_cell *cells,
                size_t count);
struct report_cell report_cell_words(const char *text);
// How many of how many, with a bar.
struct report_cell report_cell_ratio(const struct env *e, size_t held, size_t due);
// A figure as it may be shown: "45 % av 52*" with a bar, a band, or that there are too few; u NULL:
// nothing has been released of it.
struct report_cell report_cell_figure(const struct env *e, const struct published_unit *u,
                                      const struct published_figure *f);

// ---- The parts, for the block `figures`

typedef void report_part(const struct env *e, struct place at, struct doc_node *parent);
// the page
report_part report_page_numbers, report_page_points, report_page_units, report_page_areas,
    report_page_needs;
// annexes
report_part report_annex_units, report_annex_areas, report_annex_waves, report_annex_grades,
    report_annex_heat, report_annex_trend, report_annex_measures;
// HR's, and needs
report_part report_hr_response, report_hr_statements, report_hr_training, report_hr_helped,
    report_hr_change, report_hr_other_training, report_hr_leaders;
report_part report_all_needs, report_needs_heat, report_needs_other;

#endif
