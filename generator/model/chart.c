// A chart as text.
#include "model/chart.h"

const char *const chart_kind_names[CHART_KIND_COUNT] = {
    [CHART_STACKED] = "stacked", [CHART_PAIRED] = "paired",       [CHART_STRIP] = "strip",
    [CHART_LADDER] = "ladder",   [CHART_MULTIPLES] = "multiples",
};

static void dump_row(const struct chart *c, const struct chart_row *row, unsigned depth,
                     struct buf *out)
{
    for (unsigned i = 0; i < depth; i++) BUF_LIT(out, "  ");
    buf_quoted(out, row->label ? row->label : "");
    if (!row->values) BUF_LIT(out, " withheld");
    for (size_t i = 0; row->values && i < c->series_count; i++)
        buf_printf(out, " %u", (unsigned)row->values[i]);
    if (row->note) {
        BUF_LIT(out, " note=");
        buf_quoted(out, row->note);
    }
    buf_c(out, '\n');
}

void chart_dump(const struct chart *c, unsigned depth, struct buf *out)
{
    buf_printf(out, " %s", chart_kind_names[c->kind]);
    if (c->apart) BUF_LIT(out, " apart");
    BUF_LIT(out, " says=");
    buf_quoted(out, c->alternative ? c->alternative : "");
    for (size_t i = 0; i < c->series_count; i++) {
        buf_str(out, i ? ", " : " series=");
        buf_quoted(out, c->series[i]);
    }
    buf_c(out, '\n');
    for (size_t i = 0; i < c->row_count; i++) dump_row(c, &c->rows[i], depth + 1, out);
}
