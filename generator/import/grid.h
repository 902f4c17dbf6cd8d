// A grid: the cells of a CSV file or of a workbook's sheet, before anything in them has a meaning.
#ifndef IMPORT_GRID_H
#define IMPORT_GRID_H

#include "base/arena.h"
#include "base/diag.h"

enum {
    GRID_FILE_LIMIT = 128 << 20,  // bytes of an export
    GRID_CELL_LIMIT = 1000,       // bytes of a cell that are kept
    GRID_COLUMNS = 512,
    GRID_ROWS = 300000,
};

struct grid_cell {
    const char *text;  // on one line, with single spaces; "" for an empty cell, never NULL
    bool secret;       // a national identity number stood in it: it is not in the text
    bool cut;          // it was longer than GRID_CELL_LIMIT
};

struct grid_row {
    unsigned line;  // from 1: the file's line where it begins, or the sheet's row
    unsigned count;
    bool hidden;
    struct grid_cell *cells;
};

struct grid_merge {  // cells of a sheet that are one; lines and columns included, columns from 0
    unsigned first_line, last_line, first_column, last_column;
};

struct grid {
    const struct source *source;  // the file's name, and the sheet's, for messages; no text
    const char *file, *sheet;     // sheet NULL: a CSV file
    bool hidden;                  // the sheet is
    bool from_1904;               // days are counted from 1904
    const char *encoding;         // "UTF-8"
    struct grid_row *rows;
    size_t count, room;
    unsigned columns;  // the most cells of a row
    struct grid_merge *merges;
    size_t merge_count, merge_room;
};

struct grid_list {
    struct grid **grids;
    size_t count, room;
};

struct grid *grid_new(struct diags *d, struct arena *a, const char *file, const char *sheet);
// Adds a row without cells behind the others.
struct grid_row *grid_add_row(struct arena *a, struct grid *g, unsigned line);
// Adds a cell of n bytes, UTF-8 or not, and a NUL behind them, as the row's last; what is beyond
// GRID_COLUMNS is dropped. room: of the row, which the caller keeps; 0 for the first.
void grid_add_cell(struct arena *a, struct grid *g, struct grid_row *row, unsigned *room,
                   const char *bytes, size_t n);
// The cell, or an empty one.
const struct grid_cell *grid_cell_at(const struct grid_row *row, unsigned column);
bool grid_row_is_empty(const struct grid_row *row);
struct place grid_place(const struct grid *g, unsigned line);

// The grids of a file: CSV, or each sheet of an XLSX workbook. Nothing is added after a diagnostic.
void grid_read(struct diags *d, struct arena *a, const char *path, struct grid_list *out);

#endif
