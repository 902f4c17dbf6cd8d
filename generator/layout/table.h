// Tables: what the files that set them share.
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/typeset.h"

struct column_content {  // what a column asks for, in mpt
    int64_t min_width;   // its widest fragment: no line ends within
    int64_t max_width;   // its longest line
    int64_t body_width;  // the same below the header; 0: nothing stands there
};

// How far a cell is indented in a text table, by its level.
mpt table_measure_indent(const struct context *c, const struct doc_node *cell);

// What every column asks for, in the scratch arena. divided: words may be divided by their
// language's patterns.
struct column_content *table_measure(const struct context *c, const struct doc_node *table,
                                     size_t columns, bool divided);

// Widths for a table's columns, together as wide as the context: by weights where the table has
// them, else by what stands in the columns. pad: what a cell needs beside its text. False when some
// column is narrower than its longest word.
bool table_widths(const struct context *c, const struct doc_node *table, size_t columns, mpt pad,
                  mpt *widths);

// ---- Bars in cells (table_bars.c)

bool table_bars_any(const struct doc_node *table);  // or shades

// How much of a column's width its words take, so that the bars behind them begin at one place; all
// of it where there are no bars, or no room for them.
mpt table_bars_words(const struct context *c, const struct doc_node *table, size_t column,
                     mpt width);
// The cell's bar, beside the first line of its list. words, width: of the cell's.
void table_bars_add(const struct context *c, struct slab_list *list, const struct doc_node *cell,
                    mpt words, mpt width);
// The cell's shade, from x on in its row.
void table_bars_shade(const struct context *c, struct slab *row, const struct doc_node *cell, mpt x,
                      mpt width);
// Whether some rows stand across the table, with others under them.
bool table_is_grouped(const struct doc_node *table);

#endif
