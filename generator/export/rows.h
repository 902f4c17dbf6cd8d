// The rows of the exported table, for both formats.
#ifndef EXPORT_ROWS_H
#define EXPORT_ROWS_H

#include "model/published.h"

struct export_row {
    const char *period;
    const struct unit *unit;
    const char *measure;  // valid during the call
    const char *category;
    bool withheld;    // then there is neither count nor people
    bool has_people;  // of distributions only
    size_t count, people;
};

// Writes one row.
typedef void export_write(struct buf *out, const struct export_row *row);
// Calls write for every row, in order. only: as in export_csv().
void export_rows(const struct published *p, const struct unit *only, export_write *write,
                 struct buf *out);

#endif
