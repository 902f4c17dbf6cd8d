// Two texts compared line by line, as `diff -u` shows them.
#ifndef BASE_LINE_DIFF_H
#define BASE_LINE_DIFF_H

#include "base/buf.h"

// Appends what changes from one text to the other, with two lines around it; nothing where they are
// the same. Texts that differ in thousands of lines are shown as one that is replaced.
void line_diff(struct buf *out, const char *a, size_t a_n, const char *b, size_t b_n);

#endif
