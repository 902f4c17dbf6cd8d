// Exporting: published → one table as CSV or JSON, a row for each unit, measure, category and
// period. Both have the same rows in the same order: the coverage of each unit, as in the org
// chart; then what has been released. summary.schema.json describes the columns.
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"
#include "model/published.h"

// Appends to out. only: this unit with all below it; NULL: all units. bom: begins with a byte order
// mark, by which spreadsheet programs recognise UTF-8.
void export_csv(const struct published *p, const struct unit *only, bool bom, struct buf *out);
void export_json(const struct published *p, const struct unit *only, struct buf *out);

#endif
