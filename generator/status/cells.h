// Text in columns: cells cut and padded to a width on a terminal, and days.
#ifndef STATUS_CELLS_H
#define STATUS_CELLS_H

#include "base/buf.h"
#include "base/date.h"

enum { CELLS_PAGE = 100, CELLS_GAP = 2 };  // columns of a page; between two of a table

void cells_spaces(struct buf *out, size_t n);
// A text on one line without control characters, cut between two characters and padded to a width.
void cells_text(struct buf *out, const char *s, size_t width);
// The same as wide as it is.
void cells_name(struct buf *out, const char *s);
void cells_number(struct buf *out, size_t n, size_t width);  // at the right
size_t cells_width(const char *s);
void cells_day(struct buf *out, struct date d);  // 2027-01-11; unset: nothing

#endif
