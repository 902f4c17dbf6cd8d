// CSV, whatever divides its cells, as a grid.
#ifndef IMPORT_CSV_GRID_H
#define IMPORT_CSV_GRID_H

#include "base/buf.h"
#include "import/grid.h"

// Adds the grid of a file's bytes; path: for messages. Nothing is added after a diagnostic.
void csv_grid_read(struct diags *d, struct arena *a, const char *path, const struct buf *bytes,
                   struct grid_list *out);

#endif
