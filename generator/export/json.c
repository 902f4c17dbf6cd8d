// The table as JSON: one object with its rows; what is withheld, or has no people, is null. Written
// as it goes, since a large organisation has a million rows.
#include "base/json_line.h"
#include "export/export.h"
#include "export/rows.h"

static void add_member(struct buf *out, const char *key, const char *text)
{
    buf_c(out, '"');
    buf_str(out, key);
    BUF_LIT(out, "\": ");
    json_line_string(out, text);
    BUF_LIT(out, ", ");
}

static void add_number(struct buf *out, const char *key, bool is_set, size_t n)
{
    buf_c(out, '"');
    buf_str(out, key);
    BUF_LIT(out, "\": ");
    if (is_set) buf_int(out, (int64_t)n);
    else BUF_LIT(out, "null");
    BUF_LIT(out, ", ");
}

static void write_row(struct buf *out, const struct export_row *row)
{
    BUF_LIT(out, "    { ");
    add_member(out, "period", row->period);
    add_member(out, "unit", row->unit->id);
    add_member(out, "unit-name", row->unit->name.text);
    add_member(out, "measure", row->measure);
    add_member(out, "category", row->category);
    add_number(out, "count", !row->withheld, row->count);
    add_number(out, "people", !row->withheld && row->has_people, row->people);
    BUF_LIT(out, "\"withheld\": ");
    buf_str(out, row->withheld ? "true },\n" : "false },\n");
}

void export_json(const struct published *p, const struct unit *only, struct buf *out)
{
    BUF_LIT(out, "{ ");
    add_member(out, "organisation", p->cycle->organisation.text);
    add_member(out, "period", p->cycle->period);
    add_number(out, "smallest-group", true, (size_t)p->limit);
    BUF_LIT(out, "\"rows\": [\n");
    export_rows(p, only, write_row, out);
    if (out->p[out->n - 2] == ',') out->n -= 2;
    BUF_LIT(out, "\n] }\n");
}
