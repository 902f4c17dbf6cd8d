// Pictures that stand among inlines.
#ifndef LAYOUT_FIGURE_H
#define LAYOUT_FIGURE_H

#include "layout/inlines.h"

// Each one as a block of its own.
void figure_typeset_all(const struct context *c, const struct inlines *in);

#endif
