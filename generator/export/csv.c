// The table as CSV (RFC 4180): a header, commas, CR LF. A text that a spreadsheet program would
// take for a formula gets an apostrophe before it, which such programs take for "this is text".
#include <string.h>

#include "base/array.h"
#include "export/export.h"
#include "export/rows.h"

static bool is_formula(const char *text)
{
    return *text && strchr("=+-@\t\r\n", *text);
}

static void add_text(struct buf *out, const char *text)
{
    bool formula = is_formula(text);
    if (!formula && !strpbrk(text, ",\"\r\n") && *text != ' ') {
        buf_str(out, text);
        return;
    }
    buf_c(out, '"');
    if (formula) buf_c(out, '\'');
    for (; *text; text++) {
        if (*text == '"') buf_c(out, '"');
        buf_c(out, *text);
    }
    buf_c(out, '"');
}

static void write_row(struct buf *out, const struct export_row *row)
{
    const char *texts[] = {row->period, row->unit->id, row->unit->name.text, row->measure,
                           row->category};
    for (size_t i = 0; i < COUNT(texts); i++) {
        add_text(out, texts[i] ? texts[i] : "");
        buf_c(out, ',');
    }
    if (!row->withheld) buf_int(out, (int64_t)row->count);
    buf_c(out, ',');
    if (!row->withheld && row->has_people) buf_int(out, (int64_t)row->people);
    buf_str(out, row->withheld ? ",true\r\n" : ",false\r\n");
}

void export_csv(const struct published *p, const struct unit *only, bool bom, struct buf *out)
{
    if (bom) buf_str(out, "\xEF\xBB\xBF");
    buf_str(out, "period,unit,unit-name,measure,category,count,people,withheld\r\n");
    export_rows(p, only, write_row, out);
}
