// Exporting: published → one table as CSV or JSON, a row for each unit, measure, category and
// period. Both have the same rows in the same order: the coverage of each unit, as in the org
// chart; then what has been released. summary.schema.json describes the columns.
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"
#include "base/csv.h"
#include "model/published.h"

// Appends to out. only: this unit with all below it; NULL: all units.
void export_csv(const struct published *p, const struct unit *only, struct csv *out);
void export_json(const struct published *p, const struct unit *only, struct buf *out);

#endif
