// The table as CSV (RFC 4180): a header, commas, CR LF.
#include "base/array.h"
#include "base/csv.h"
#include "export/export.h"
#include "export/rows.h"

static void add_number(struct csv *c, int64_t n)
{
    if (n >= 0) csv_number(c, n);
    else csv_text(c, NULL);
}

static void write_row(struct buf *out, const struct export_row *row)
{
    const char *texts[] = {row->period, row->unit, row->unit_name, row->measure, row->category};
    struct csv c = {.out = out, .separator = ','};
    for (size_t i = 0; i < COUNT(texts); i++) csv_text(&c, texts[i]);
    add_number(&c, row->count);
    add_number(&c, row->of);
    add_number(&c, row->percent);
    csv_text(&c, row->band);
    add_number(&c, row->group);
    csv_text(&c, export_basis_names[row->basis]);
    csv_end_line(&c);
}

void export_csv(const struct published *p, const struct unit *only, bool bom, struct buf *out)
{
    if (bom) buf_str(out, "\xEF\xBB\xBF");
    buf_str(out, "period,unit,unit-name,measure,category,count,of,percent,band,group,basis\r\n");
    export_rows(p, only, write_row, out);
}
