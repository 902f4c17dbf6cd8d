// What the files that set tables share.
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/set.h"

// Widths for a table's columns, together as wide as the context: by weights where there are any, else by what stands
// in them. pad: what a cell needs beside its text.
void table_widths(const struct context *c, const struct doc_node *table, size_t columns, mpt pad, mpt *widths);

#endif
