// Writing CSV (RFC 4180). A text that a spreadsheet program would take for a formula gets an
// apostrophe before it, which such programs take for "this is text".
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"

struct csv {  // {.out = …, .separator = ','}
    struct buf *out;
    char separator;  // between cells: a comma; a semicolon where the comma divides decimals
    bool begun;      // there is a cell on this line
};

void csv_text(struct csv *c, const char *text);  // NULL: an empty cell
void csv_number(struct csv *c, int64_t n);
void csv_end_line(struct csv *c);

#endif
