// figures: a part of a report, with its chart and its numbers.
#include <string.h>

#include "base/array.h"
#include "compose/blocks/block.h"
#include "compose/report/report.h"

static const struct {
    const char *name;
    report_part *show;
} parts[] = {
    {"sentences", report_part_sentences}, {"coverage", report_part_coverage},
    {"waves", report_part_waves},         {"attainment", report_part_attainment},
    {"compare", report_part_compare},     {"priorities", report_part_priorities},
    {"measures", report_part_measures},   {"needs", report_part_needs},
    {"units", report_part_units},         {"multiples", report_part_multiples},
    {"scales", report_process_scales},    {"training", report_process_training},
    {"texts", report_process_texts},      {"process-sentences", report_process_sentences},
};

static const char *const shows[] = {"sentences", "coverage",          "waves",    "attainment",
                                    "compare",   "priorities",        "measures", "needs",
                                    "units",     "multiples",         "scales",   "training",
                                    "texts",     "process-sentences", NULL};

static const struct key keys[] = {
    {.name = "show", .kind = KEY_CHOICE, .required = true, .choices = shows}};

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    const char *show = node_text(body, "show");
    for (size_t i = 0; e->published && i < COUNT(parts); i++)
        if (!strcmp(parts[i].name, show)) parts[i].show(e, at, parent);
}

const struct block block_figures = {
    .name = "figures",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .least = SCOPE_UNIT,
    .expand = expand,
};
