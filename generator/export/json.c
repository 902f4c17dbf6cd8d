// The table as JSON: one object with its rows; what does not apply is null. Written
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

static void add_number(struct buf *out, const char *key, int64_t n)
{
    buf_c(out, '"');
    buf_str(out, key);
    BUF_LIT(out, "\": ");
    if (n >= 0) buf_int(out, n);
    else BUF_LIT(out, "null");
    BUF_LIT(out, ", ");
}

static void write_row(void *to, const struct export_row *row)
{
    struct buf *out = to;
    BUF_LIT(out, "    { ");
    add_member(out, "period", row->period);
    add_member(out, "unit", row->unit);
    add_member(out, "unit-name", row->unit_name);
    add_member(out, "measure", row->measure);
    add_member(out, "category", row->category);
    add_number(out, "count", row->count);
    add_number(out, "of", row->of);
    add_number(out, "percent", row->percent);
    if (row->band) add_member(out, "band", row->band);
    else add_number(out, "band", -1);
    add_number(out, "group", row->group);
    BUF_LIT(out, "\"basis\": ");
    json_line_string(out, export_basis_names[row->basis]);
    BUF_LIT(out, " },\n");
}

void export_json(const struct published *p, const struct unit *only, struct buf *out)
{
    BUF_LIT(out, "{ ");
    add_member(out, "organisation", p->cycle->organisation.text);
    add_member(out, "period", p->cycle->period);
    add_number(out, "smallest-group", (int64_t)p->limit);
    BUF_LIT(out, "\"rows\": [\n");
    export_rows(p, only, write_row, out);
    if (out->p[out->n - 2] == ',') out->n -= 2;
    BUF_LIT(out, "\n] }\n");
}
