// What the files that set tables share.
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/typeset.h"

struct column_content {  // of a column, in mpt
    int64_t min_width;   // its widest piece of text that a line cannot part
    int64_t max_width;   // its longest line
    int64_t body_width;  // the same below the header; 0: nothing stands there
};

// How far a cell is indented in a text table, by its level.
mpt table_measure_indent(const struct context *c, const struct doc_node *cell);

// What every column asks for. divided: words may be divided by their language's patterns.
struct column_content *table_measure(const struct context *c, const struct doc_node *table,
                                     size_t columns, bool divided);

// Widths for a table's columns, together as wide as the context: by weights where there are any,
// else by what stands in them. pad: what a cell needs beside its text. False when some column is
// narrower than its longest word.
bool table_widths(const struct context *c, const struct doc_node *table, size_t columns, mpt pad,
                  mpt *widths);

#endif
