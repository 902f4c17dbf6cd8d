// Choices that stand beside their label, as on a card.
#ifndef LAYOUT_CHOICES_H
#define LAYOUT_CHOICES_H

#include "layout/typeset.h"

// The boxes of a DOC_CHOICES behind its label, which is that wide.
void choices_typeset_beside(const struct context *c, const struct doc_node *n, mpt label);
// How many lines they would take.
size_t choices_count_lines(const struct context *c, const struct doc_node *n, mpt label);

#endif
