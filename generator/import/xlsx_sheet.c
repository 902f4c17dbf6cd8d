// The cells of a sheet: texts, numbers as they are written, days as 2026-11-12. A merged cell that
// reaches over several rows stands in each of them.
#include "import/xlsx_sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/date.h"
#include "import/dates.h"

enum { MERGES_LIMIT = 100000 };

struct sheet_reader {
    struct xlsx_book *book;
    struct grid *g;
    struct grid_row *row;
    unsigned room, column;  // column: of the cell, from 0
    const struct xlsx_style *style;
    char type;  // of the cell: s shared text, t text, n number, b truth, e error, d day
    struct buf value;
    bool in_value, in_phonetic, full;
};

// "AB12" → column 27 (from 0) and line 12. False: it is no such name.
static bool parse_name(const char **name, unsigned *column, unsigned *line)
{
    const char *p = *name;
    unsigned c = 0, l = 0;
    while (*p >= 'A' && *p <= 'Z' && c < 100000) c = c * 26 + (unsigned)(*p++ - 'A') + 1;
    while (ascii_is_digit(*p) && l < 100000000) l = l * 10 + (unsigned)(*p++ - '0');
    *name = p;
    *column = c - 1;
    *line = l;
    return c > 0 && l > 0;
}

// ---- Values

static void put_cell(struct sheet_reader *r, const char *text, size_t n)
{
    while (r->row->count < r->column && r->row->count < GRID_COLUMNS)
        grid_add_cell(r->book->a, r->g, r->row, &r->room, "", 0);
    if (r->column == r->row->count) grid_add_cell(r->book->a, r->g, r->row, &r->room, text, n);
}

// A day, with the time that is the rest of it; text: for a number that is no day.
static void put_moment(struct sheet_reader *r, struct date d, double rest, const char *text,
                       size_t n)
{
    char out[64];
    int minutes = (int)(rest * 1440 + 0.5) % 1440;
    if (!date_is_set(d)) {
        put_cell(r, text, n);
        return;
    }
    int length = snprintf(out, sizeof out, "%04d-%02d-%02d", d.year, d.month, d.day);
    if (minutes)
        length += snprintf(out + length, sizeof out - (size_t)length, "T%02d:%02d", minutes / 60,
                           minutes % 60);
    put_cell(r, out, (size_t)length);
}

static void put_number(struct sheet_reader *r, const char *text, size_t n)
{
    char *end, out[64];
    double v = strtod(text, &end);
    if (end == text || !isfinite(v)) {
        put_cell(r, text, n);
    } else if (r->style && r->style->format == XLSX_DATE) {
        struct date d = dates_from_serial((int32_t)(v < 0 || v > 3000000 ? 0 : v),
                                          r->book->from_1904);
        put_moment(r, date_is_set(d) ? d : (struct date){0}, v - floor(v), text, n);
    } else if (fabs(v) < 1e15 && v == floor(v)) {
        int zeros = r->style && v >= 0 ? (int)r->style->zeros : 0;
        put_cell(r, out, (size_t)snprintf(out, sizeof out, "%0*.0f", zeros < 20 ? zeros : 0, v));
    } else {
        put_cell(r, out, (size_t)snprintf(out, sizeof out, "%.10g", v));
    }
}

// "_x000D_" stands for a character that XML cannot hold.
static void unescape(struct buf *b)
{
    size_t to = 0;
    for (size_t i = 0; i < b->n; i++, to++) {
        b->p[to] = b->p[i];
        if (b->n - i < 7 || b->p[i] != '_' || b->p[i + 1] != 'x' || b->p[i + 6] != '_') continue;
        char hex[5], *end;
        memcpy(hex, b->p + i + 2, 4);
        hex[4] = '\0';
        unsigned long c = strtoul(hex, &end, 16);
        if (*end || c >= 0x80) continue;
        b->p[to] = c < 0x20 ? ' ' : (char)c;
        i += 6;
    }
    b->n = to;
}

static void put_value(struct sheet_reader *r)
{
    const struct xlsx_strings *strings = &r->book->strings;
    const char *text = buf_cstr(&r->value);
    if (r->type == 's') {
        size_t i = strtoul(text, NULL, 10);
        const char *shared = r->value.n && i < strings->count ? strings->list[i] : "";
        r->value.n = 0;
        buf_str(&r->value, shared);
    }
    if (r->type == 's' || r->type == 't') unescape(&r->value);
    text = buf_cstr(&r->value);
    if (r->type == 'e') put_cell(r, "", 0);
    else if (r->type == 'b') put_cell(r, *text == '1' ? "true" : "false", *text == '1' ? 4 : 5);
    else if (r->type == 'n' && r->value.n) put_number(r, text, r->value.n);
    else put_cell(r, text, r->value.n);
}

// ---- Elements

static void begin_row(struct sheet_reader *r, const char **attributes)
{
    const char *number = package_attribute(attributes, "r"),
               *hidden = package_attribute(attributes, "hidden");
    unsigned line = r->row ? r->row->line + 1 : 1;
    unsigned long given = number ? strtoul(number, NULL, 10) : 0;
    if (given >= line && given < 100000000) line = (unsigned)given;
    r->row = grid_add_row(r->book->a, r->g, line);
    r->row->hidden = hidden && (*hidden == '1' || *hidden == 't');
    r->room = 0;
    r->column = 0;
    r->full = r->g->count > GRID_ROWS;
}

static void begin_cell(struct sheet_reader *r, const char **attributes)
{
    const char *name = package_attribute(attributes, "r"),
               *type = package_attribute(attributes, "t"),
               *style = package_attribute(attributes, "s");
    unsigned column, line;
    size_t s = style ? strtoul(style, NULL, 10) : 0;
    if (name && parse_name(&name, &column, &line) && column >= r->row->count) r->column = column;
    else r->column = r->row->count;
    r->style = s < r->book->style_count ? &r->book->styles[s] : NULL;
    r->type = 'n';
    if (type) r->type = !strcmp(type, "inlineStr") || !strcmp(type, "str") ? 't' : *type;
    r->value.n = 0;
}

static void add_merge(struct sheet_reader *r, const char *range)
{
    struct grid_merge m;
    if (!range || !parse_name(&range, &m.first_column, &m.first_line) || *range++ != ':' ||
        !parse_name(&range, &m.last_column, &m.last_line) || r->g->merge_count >= MERGES_LIMIT)
        return;
    if (m.last_line < m.first_line || m.last_column < m.first_column) return;
    *ARENA_PUSH(r->book->a, r->g->merges, r->g->merge_count, r->g->merge_room) = m;
}

static void on_start(void *arg, const char *name, const char **attributes)
{
    struct sheet_reader *r = arg;
    if (!strcmp(name, "row")) begin_row(r, attributes);
    else if (!strcmp(name, "c") && r->row) begin_cell(r, attributes);
    else if (!strcmp(name, "rPh")) r->in_phonetic = true;
    else if (!strcmp(name, "mergeCell")) add_merge(r, package_attribute(attributes, "ref"));
    r->in_value = (!strcmp(name, "v") || !strcmp(name, "t")) && !r->in_phonetic;
}

static void on_end(void *arg, const char *name)
{
    struct sheet_reader *r = arg;
    r->in_value = false;
    if (!strcmp(name, "rPh")) r->in_phonetic = false;
    if (!strcmp(name, "c") && r->row) put_value(r);
}

static void on_text(void *arg, const char *text, int n)
{
    struct sheet_reader *r = arg;
    if (r->in_value && r->value.n < GRID_CELL_LIMIT * 2) buf_add(&r->value, text, (size_t)n);
}

// ---- Merged cells

static void repeat_down(struct arena *a, struct grid *g, const struct grid_merge *m)
{
    const struct grid_cell *top = NULL;
    for (size_t i = 0; i < g->count; i++) {
        struct grid_row *row = &g->rows[i];
        if (row->line < m->first_line || row->line > m->last_line) continue;
        if (!top) {
            top = grid_cell_at(row, m->first_column);
        } else if (m->first_column < row->count && !*row->cells[m->first_column].text) {
            row->cells[m->first_column] = *top;
        } else if (m->first_column >= row->count && row->count && m->first_column < GRID_COLUMNS) {
            struct grid_cell *cells = ARENA_ARRAY(a, struct grid_cell, m->first_column + 1);
            for (unsigned c = 0; c < m->first_column; c++) cells[c] = *grid_cell_at(row, c);
            cells[m->first_column] = *top;
            row->cells = cells;
            row->count = m->first_column + 1;
        }
    }
}

bool xlsx_sheet_read(struct xlsx_book *book, const char *part, struct grid *g)
{
    enum { SMALL = 2000 };  // merges of a sheet that are repeated: each looks at all rows
    struct sheet_reader r = {.book = book, .g = g};
    const struct package_handler h = {&r, on_start, on_end, on_text, &r.full};
    bool read = package_read(book->package, part, &h);
    buf_free(&r.value);
    if (read && r.full) {
        diag_error(book->package->d, grid_place(g, 0), "rows-too-many",
                   "there are more than %d rows", GRID_ROWS);
        return false;
    }
    for (size_t i = 0; read && i < g->merge_count && i < SMALL; i++)
        if (g->merges[i].last_line > g->merges[i].first_line)
            repeat_down(book->a, g, &g->merges[i]);
    return read;
}
