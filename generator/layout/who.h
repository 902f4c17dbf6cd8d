// Who fills in a place: the shape before its label.
#ifndef LAYOUT_WHO_H
#define LAYOUT_WHO_H

#include "layout/text.h"

// The width of the shape before text of that size, with the gap behind it; 0: none.
mpt who_width(mpt size, enum doc_who who);
// The element that the label's shape is read with, below the parent; ELEMENT_ARTIFACT: it has none.
// Made before the label's words.
int32_t who_element(const struct context *c, const struct doc_node *label, int32_t parent);
// Draws the label's shape at x on the line, before what stands there. size: of the label's text.
void who_draw(const struct context *c, struct slab *line, const struct doc_node *label, mpt x,
              mpt size, int32_t element);
// The label's lines, with its shape before the first; returns how many.
size_t who_lines(const struct context *c, const struct doc_node *label, const struct paragraph *p);

#endif
