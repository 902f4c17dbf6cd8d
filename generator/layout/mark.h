// What is marked by hand: boxes to tick, circles to mark.
#ifndef LAYOUT_MARK_H
#define LAYOUT_MARK_H

#include "layout/typeset.h"

// The element that a box to tick is read with, below the parent, of that type; or ELEMENT_ARTIFACT
// where it needs none. Made before the element of the words behind the box.
int32_t mark_label(const struct context *c, const struct doc_node *check, const char *type,
                   int32_t parent);
// A box to tick at x, before the words on the line. label: of mark_label(). shift: how far the
// line's own list is to the right of the context's.
void mark_box(const struct context *c, struct slab *line, const struct doc_node *check,
              int32_t label, mpt x, mpt shift);

#endif
