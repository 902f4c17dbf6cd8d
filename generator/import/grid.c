// Building grids, and reading a file as what it is. What looks like a national identity number is
// taken out here, so that nothing behind this file can use, keep or print it.
#include "import/grid.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "import/csv_grid.h"
#include "import/national_id.h"
#include "import/xlsx.h"

struct grid *grid_new(struct diags *d, struct arena *a, const char *file, const char *sheet)
{
    struct grid *g = ARENA_NEW(a, struct grid);
    const char *name = sheet ? arena_printf(a, _("%s (sheet %s)"), file, sheet) : file;
    g->source = diag_source_new(d, a, name, "", 0);
    g->file = file;
    g->sheet = sheet;
    return g;
}

struct grid_row *grid_add_row(struct arena *a, struct grid *g, unsigned line)
{
    struct grid_row *row = ARENA_PUSH_REALLOC(a, g->rows, g->count, g->room);
    *row = (struct grid_row){.line = line};
    return row;
}

static bool is_space(uint32_t c)
{
    return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static bool is_dropped(uint32_t c)  // what nobody sees
{
    return c == 0xAD || c == 0xFEFF || c == 0x200B || c == 0x200C || c == 0x2060 ||
           utf8_is_control(c);
}

// The text with single spaces, of at most GRID_CELL_LIMIT bytes; true: it was longer.
static bool normalise(struct buf *out, const char *bytes, size_t n)
{
    bool space = false;
    for (const char *p = bytes, *end = bytes + n; p < end;) {
        const char *before = p;
        uint32_t c = utf8_next(&p);
        if (p == before) p++;  // NUL
        if (p > end) break;
        if (is_space(c)) {
            space = out->n > 0;
        } else if (!is_dropped(c)) {
            char letter[4];
            if (out->n + 5 > GRID_CELL_LIMIT) return true;
            if (space) buf_c(out, ' ');
            space = false;
            buf_add(out, letter, utf8_put(letter, c));
        }
    }
    return false;
}

void grid_add_cell(struct arena *a, struct grid *g, struct grid_row *row, unsigned *room,
                   const char *bytes, size_t n)
{
    char space[GRID_CELL_LIMIT + 8];
    struct buf text = BUF_IN(space);
    if (row->count >= GRID_COLUMNS) return;
    struct grid_cell *cell = ARENA_PUSH_REALLOC(a, row->cells, row->count, *room);
    *cell = (struct grid_cell){.text = ""};
    if (n >= 3 && !memcmp(bytes, "=\"", 2) && bytes[n - 1] == '"')  // ="00123" is a text
        bytes += 2, n -= 3;
    cell->cut = normalise(&text, bytes, n);
    cell->secret = national_id_remove(&text);
    if (text.n) cell->text = utf8_nfc(a, buf_cstr(&text));
    buf_free(&text);
    if (row->count > g->columns) g->columns = row->count;
}

const struct grid_cell *grid_cell_at(const struct grid_row *row, unsigned column)
{
    static const struct grid_cell none = {.text = ""};
    return column < row->count ? &row->cells[column] : &none;
}

bool grid_row_is_empty(const struct grid_row *row)
{
    for (unsigned i = 0; i < row->count; i++)
        if (*row->cells[i].text || row->cells[i].secret) return false;
    return true;
}

struct place grid_place(const struct grid *g, unsigned line)
{
    return (struct place){.source = g->source, .line = line};
}

// ---- What the file is

static bool begins(const struct buf *b, const char *with, size_t n)
{
    return b->n >= n && !memcmp(b->p, with, n);
}

// What other files are, and what to do about them.
static const char *hint_for(const struct buf *b)
{
    const char *text = b->p;
    size_t n = b->n < 512 ? b->n : 512;
    if (begins(b, "\xD0\xCF\x11\xE0", 4))
        return _(
            "it is an old .xls workbook, or one with a password: save it as .xlsx without one");
    if (begins(b, "%PDF", 4)) return _("it is a PDF: export the list as CSV or XLSX instead");
    if (n && (memmem(text, n, "<html", 5) || memmem(text, n, "<HTML", 5) ||
              memmem(text, n, "<?xml", 5) || memmem(text, n, "<table", 6)))
        return _("it is a web page or XML, whatever its name: open it in a spreadsheet and save "
                 "it as .xlsx");
    return NULL;
}

void grid_read(struct diags *d, struct arena *a, const char *path, struct grid_list *out)
{
    struct buf bytes = {0};
    struct place at = {.source = diag_source_new(d, a, path, "", 0)};
    int error = file_read(path, &bytes, GRID_FILE_LIMIT);
    const char *hint = error ? NULL : hint_for(&bytes);
    if (error == ENOENT) {
        diag_error(d, at, "file-missing", "there is no such file");
    } else if (error) {
        diag_system(d, at, "file-unreadable", "it could not be read: %s", translate_error(error));
    } else if (hint) {
        struct diag *g = diag_error(d, at, "export-format-unknown",
                                    "this is neither CSV nor an XLSX workbook");
        diag_hint(d, g, "%s", hint);
    } else if (begins(&bytes, "PK\x03\x04", 4)) {
        xlsx_read(d, a, path, &bytes, out);
    } else {
        csv_grid_read(d, a, path, &bytes, out);
    }
    buf_free(&bytes);
}
