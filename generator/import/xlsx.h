// XLSX workbooks as grids, one for each sheet.
#ifndef IMPORT_XLSX_H
#define IMPORT_XLSX_H

#include "base/buf.h"
#include "import/grid.h"

// Adds the grids of the workbook's sheets that have cells, in its order; path: for messages.
// Nothing is added after a diagnostic.
void xlsx_read(struct diags *d, struct arena *a, const char *path, const struct buf *bytes,
               struct grid_list *out);

#endif
