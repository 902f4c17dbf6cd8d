// The table as CSV (RFC 4180): a header, commas, CR LF.
#include "base/array.h"
#include "base/csv.h"
#include "export/export.h"
#include "export/rows.h"

static void add_number(struct csv *c, int64_t n)
{
    if (n < 0) csv_text(c, NULL);
    else csv_number(c, n);
}

static void write_row(void *to, const struct export_row *row)
{
    struct csv *c = to;
    const char *texts[] = {row->period, row->unit, row->unit_name, row->measure, row->category};
    for (size_t i = 0; i < COUNT(texts); i++) csv_text(c, texts[i]);
    add_number(c, row->count);
    add_number(c, row->of);
    add_number(c, row->percent);
    csv_text(c, row->band);
    add_number(c, row->group);
    csv_text(c, export_basis_names[row->basis]);
    csv_end_line(c);
}

void export_csv(const struct published *p, const struct unit *only, struct csv *out)
{
    static const char *const heads[] = {"period",   "unit",  "unit-name", "measure",
                                        "category", "count", "of",        "percent",
                                        "band",     "group", "basis"};
    for (size_t i = 0; i < COUNT(heads); i++) csv_text(out, heads[i]);
    csv_end_line(out);
    export_rows(p, only, write_row, out);
}
