// figures: a part of a report. Its heading stands there only where there is something under it.
#include <string.h>

#include "base/array.h"
#include "compose/blocks/block.h"
#include "compose/report/report.h"

static const struct {
    const char *name;
    report_part *show;
} parts[] = {
    {"numbers", report_page_numbers},     {"points", report_page_points},
    {"units", report_page_units},         {"areas", report_page_areas},
    {"needs", report_page_needs},         {"all-units", report_annex_units},
    {"waves", report_annex_waves},        {"grades", report_annex_grades},
    {"measures", report_annex_measures},  {"areas-by-unit", report_annex_heat},
    {"trend", report_annex_trend},        {"leaders", report_hr_leaders},
    {"response", report_hr_response},     {"statements", report_hr_statements},
    {"training", report_hr_training},     {"helped", report_hr_helped},
    {"change", report_hr_change},         {"other-training", report_hr_other_training},
    {"needs-by-unit", report_needs_heat}, {"other-needs", report_needs_other},
    {"more-areas", report_annex_areas},   {"all-needs", report_all_needs},
};

static const char *const shows[] = {"numbers",
                                    "points",
                                    "units",
                                    "areas",
                                    "needs",
                                    "all-units",
                                    "waves",
                                    "grades",
                                    "measures",
                                    "trend",
                                    "areas-by-unit",
                                    "leaders",
                                    "response",
                                    "statements",
                                    "training",
                                    "helped",
                                    "change",
                                    "other-training",
                                    "needs-by-unit",
                                    "other-needs",
                                    "all-needs",
                                    "more-areas",
                                    NULL};

static const struct key keys[] = {
    {.name = "show", .kind = KEY_CHOICE, .required = true, .choices = shows},
    {.name = "title", .kind = KEY_TEXT},
    {.name = "note", .kind = KEY_TEXT}};

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    const char *show = node_text(body, "show"), *title = node_text(body, "title"),
               *note = node_text(body, "note");
    struct doc_node *part = doc_new(e->arena, DOC_GROUP, at);
    for (size_t i = 0; e->published && i < COUNT(parts); i++)
        if (!strcmp(parts[i].name, show)) parts[i].show(e, at, part);
    if (!part->first) return;
    if (title) report_heading(e, 2, title, at, parent);
    if (note) report_paragraph(e, ROLE_NOTE, note, at, parent);
    doc_append(parent, part);
}

const struct block block_figures = {
    .name = "figures",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .least = SCOPE_UNIT,
    .expand = expand,
};
