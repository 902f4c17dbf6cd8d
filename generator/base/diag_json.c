// Diagnostics as JSON, one object a line: all of them, however many have one id.
#include "base/diag_list.h"
#include "base/json_line.h"

void diag_json(struct diags *d, struct buf *out)
{
    diag_order(d);
    for (size_t i = 0; i < d->count; i++) {
        const struct diag *g = d->list[i];
        if (diag_order_leaves_out(d, g)) continue;
        json_line_begin(out);
        json_line_text(out, "id", g->id);
        json_line_text(out, "level", diag_level_names[g->level]);
        json_line_text(out, "message", g->text);
        json_line_text(out, "hint", g->hint);
        if (g->place.source) json_line_text(out, "file", g->place.source->name);
        if (g->place.source && g->place.line) {
            json_line_number(out, "line", g->place.line);
            json_line_number(out, "column", g->place.col);
            json_line_number(out, "length", g->place.len);
        }
        json_line_end(out);
    }
}
