// The table as CSV (RFC 4180): a header, commas, CR LF.
#include "base/array.h"
#include "base/csv.h"
#include "export/export.h"
#include "export/rows.h"

static void write_row(struct buf *out, const struct export_row *row)
{
    const char *texts[] = {row->period, row->unit->id, row->unit->name, row->measure,
                           row->category};
    struct csv c = {.out = out, .separator = ','};
    for (size_t i = 0; i < COUNT(texts); i++) csv_text(&c, texts[i]);
    if (row->withheld) csv_text(&c, NULL);
    else csv_number(&c, (int64_t)row->count);
    if (row->withheld || !row->has_people) csv_text(&c, NULL);
    else csv_number(&c, (int64_t)row->people);
    csv_text(&c, row->withheld ? "true" : "false");
    csv_end_line(&c);
}

void export_csv(const struct published *p, const struct unit *only, bool bom, struct buf *out)
{
    if (bom) buf_str(out, "\xEF\xBB\xBF");
    buf_str(out, "period,unit,unit-name,measure,category,count,people,withheld\r\n");
    export_rows(p, only, write_row, out);
}
