// A label on the line of what it labels, before it, where there is room for it.
#ifndef LAYOUT_BESIDE_H
#define LAYOUT_BESIDE_H

#include "layout/typeset.h"

// How much of the context's width the label takes, with the gap behind it; 0: it has to stand
// above, for it is too long, or print is large. label may be NULL: 0.
mpt beside_width(const struct context *c, const struct doc_node *label);
// Writes the label at x on the line, whose baseline is known, as a paragraph of that element.
void beside_put(const struct context *c, struct slab *line, const struct doc_node *label, mpt x,
                int32_t element);

#endif
