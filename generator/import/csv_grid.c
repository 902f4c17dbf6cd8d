// CSV → a grid. libcsv knows quotes and line ends; what it does not know is which lines a record
// stands on, so it is given one line after the other.
#include "import/csv_grid.h"

#include <csv.h>
#include <string.h>
#include <strings.h>

#include "import/decode.h"

enum {
    RECORD_LINES =
        100,  // of one record: a quotation mark that is not closed takes in all that follows
    SAMPLE_LINES = 400,
};

struct csv_state {
    struct diags *d;
    struct arena *a;
    struct grid *grid;
    struct grid_row *row;                    // NULL: the next cell begins one
    unsigned room, line, begun;              // begun: the line on which the record begins
    size_t cells, widths[GRID_COLUMNS + 1];  // while a divider is tried out: rows of each width
};

// ---- Lines

// The length of the line at p with its end: LF, CR LF, or CR alone as old Macs had it.
static size_t line_length(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && *q != '\n' && *q != '\r') q++;
    if (q < end && *q == '\r' && q + 1 < end && q[1] == '\n') q++;
    return (size_t)(q - p) + (q < end);
}

// ---- Which character divides cells

static void count_cell(void *text, size_t n, void *arg)
{
    struct csv_state *s = arg;
    (void)text, (void)n;
    s->cells++;
}

static void count_row(int end, void *arg)
{
    struct csv_state *s = arg;
    (void)end;
    s->widths[s->cells > GRID_COLUMNS ? GRID_COLUMNS : s->cells]++;
    s->cells = 0;
}

static struct csv_parser parser_for(char divider)
{
    struct csv_parser p;
    csv_init(&p, CSV_APPEND_NULL);
    csv_set_blk_size(&p, 1 << 16);  // a cell of a megabyte is not copied 8,192 times
    csv_set_delim(&p, (unsigned char)divider);
    csv_set_realloc_func(&p, mem_realloc);
    csv_set_free_func(&p, mem_free);
    return p;
}

// Rows of the most frequent width above one, times that width.
static size_t weight(struct csv_state *s, char divider, const char *text, size_t n)
{
    size_t best = 0;
    struct csv_parser p = parser_for(divider);
    memset(s->widths, 0, sizeof s->widths);
    s->cells = 0;
    csv_parse(&p, text, n, count_cell, count_row, s);
    csv_fini(&p, count_cell, count_row, s);
    csv_free(&p);
    for (size_t width = 2; width <= GRID_COLUMNS; width++)
        if (s->widths[width] * width > best) best = s->widths[width] * width;
    return best;
}

static char find_divider(struct csv_state *s, const char *text, size_t n)
{
    static const char dividers[] = {';', ',', '\t', '|'};
    const char *p = text, *end = text + n;
    size_t best = 0;
    char found = ';';
    if (n > 5 && !strncasecmp(text, "sep=", 4) && (text[5] == '\r' || text[5] == '\n'))
        return text[4];
    for (int i = 0; i < SAMPLE_LINES && p < end; i++) p += line_length(p, end);
    for (size_t i = 0; i < sizeof dividers; i++) {
        size_t w = weight(s, dividers[i], text, (size_t)(p - text));
        if (w > best) best = w, found = dividers[i];
    }
    return found;
}

// ---- Rows

static void add_cell(void *text, size_t n, void *arg)
{
    struct csv_state *s = arg;
    if (!s->row) {
        s->row = grid_add_row(s->a, s->grid, s->begun);
        s->room = 0;
    }
    grid_add_cell(s->a, s->grid, s->row, &s->room, text, n);
}

static void end_row(int end, void *arg)
{
    struct csv_state *s = arg;
    (void)end;
    s->row = NULL;
}

static void read_lines(struct csv_state *s, struct csv_parser *p, const char *text, size_t n)
{
    const char *at = text, *end = text + n;
    for (s->line = 1; at < end; s->line++) {
        size_t length = line_length(at, end);
        if (p->pstate == 0) s->begun = s->line;  // no record is begun
        csv_parse(p, at, length, add_cell, end_row, s);
        if (s->line - s->begun > RECORD_LINES || s->grid->count > GRID_ROWS) break;
        at += length;
    }
    csv_fini(p, add_cell, end_row, s);
    if (at < end && s->grid->count > GRID_ROWS) {
        diag_error(s->d, grid_place(s->grid, s->line), "rows-too-many",
                   "there are more than %d rows", GRID_ROWS);
    } else if (at < end) {
        struct diag *g = diag_error(s->d, grid_place(s->grid, s->begun), "csv-quote-not-closed",
                                    "a quotation mark is opened on this line and not closed in "
                                    "the next %d",
                                    RECORD_LINES);
        diag_hint(s->d, g, "remove it, or put another one where the cell ends");
    }
}

static void report_encoding(struct csv_state *s, const struct decoded *dec)
{
    if (dec->twice)
        diag_warning(s->d, grid_place(s->grid, 0), "csv-encoded-twice",
                     "its letters had been encoded twice (\"Ã¦\" for \"æ\"), which was undone");
    if (dec->stray)
        diag_warning(s->d, grid_place(s->grid, dec->stray_line), "csv-encoding-mixed",
                     "this file is UTF-8, but %zu of its letters are not, here the first: they "
                     "were read as Windows-1252",
                     dec->stray);
}

void csv_grid_read(struct diags *d, struct arena *a, const char *path, const struct buf *bytes,
                   struct grid_list *out)
{
    struct buf text = {0};
    struct decoded dec = decode_bytes(bytes->p ? bytes->p : "", bytes->n, &text);
    struct csv_state *s = ARENA_NEW(a, struct csv_state);
    *s = (struct csv_state){.d = d, .a = a, .grid = grid_new(d, a, path, NULL)};
    buf_cstr(&text);
    struct csv_parser p = parser_for(find_divider(s, text.p, text.n));
    s->grid->encoding = dec.encoding;
    report_encoding(s, &dec);
    read_lines(s, &p, text.p, text.n);
    csv_free(&p);
    buf_free(&text);
    if (!s->grid->count) diag_error(d, grid_place(s->grid, 0), "file-empty", "the file is empty");
    else *ARENA_PUSH(a, out->grids, out->count, out->room) = s->grid;
}
