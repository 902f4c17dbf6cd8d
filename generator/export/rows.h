// The rows of the exported table, for both formats.
#ifndef EXPORT_ROWS_H
#define EXPORT_ROWS_H

#include "model/published.h"

enum export_basis { EXPORT_EXACT, EXPORT_DRAWN, EXPORT_TOO_FEW };
extern const char *const export_basis_names[];  // as in the files

struct export_row {
    const char *period, *unit, *unit_name;
    const char *measure, *category;  // valid during the call
    enum export_basis basis;
    const char *band;  // as in the files; NULL: none
    // each -1: not there
    int64_t count, of, percent;
    int64_t group;  // how many people or answers it rests on
};

// Writes one row to what export_rows() was given.
typedef void export_write(void *to, const struct export_row *row);
// Calls write for every row, in order. only: as in export_csv().
void export_rows(const struct published *p, const struct unit *only, export_write *write, void *to);

#endif
