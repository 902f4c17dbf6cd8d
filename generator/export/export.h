// published → bytes: one tidy table, a row for each unit, measure, category and period, as CSV or
// JSON. Both have the same rows in the same order: units as in the chart; of each, what is done of
// what is due, then its distributions. summary.schema.json says what the columns are.
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "base/buf.h"
#include "model/published.h"

// only: that unit with all below it; NULL: all. bom: begin with a byte order mark, by which
// spreadsheet programs know UTF-8.
void export_csv(const struct published *p, const struct unit *only, bool bom, struct buf *out);
void export_json(const struct published *p, const struct unit *only, struct buf *out);

#endif
