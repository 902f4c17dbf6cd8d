// Cells of a text in columns.
#include "status/cells.h"

#include <stdio.h>

#include "base/utf8.h"

void cells_spaces(struct buf *out, size_t n)
{
    while (n--) buf_c(out, ' ');
}

void cells_text(struct buf *out, const char *s, size_t width)
{
    size_t used = 0;
    bool whole = cells_width(s) <= width;
    for (size_t n; (n = utf8_grapheme(s)); s += n) {
        size_t w = utf8_width(s, n);
        if (!whole && used + w > width - 1) break;
        const char *c = s;
        if (utf8_is_control(utf8_next(&c))) continue;
        buf_add(out, s, n);
        used += w;
    }
    if (!whole) {
        buf_str(out, "…");
        used++;
    }
    if (used < width) cells_spaces(out, width - used);
}

void cells_name(struct buf *out, const char *s)
{
    cells_text(out, s, cells_width(s));
}

void cells_number(struct buf *out, size_t n, size_t width)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", n);
    if (strlen(text) < width) cells_spaces(out, width - strlen(text));
    buf_str(out, text);
}

size_t cells_width(const char *s)
{
    return utf8_width(s, strlen(s));
}

void cells_day(struct buf *out, struct date d)
{
    if (date_is_set(d)) buf_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}
