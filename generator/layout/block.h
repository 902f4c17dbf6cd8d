// Walking the blocks of a document.
#ifndef LAYOUT_BLOCK_H
#define LAYOUT_BLOCK_H

#include "layout/typeset.h"

// One block, by the function of its kind.
void block_typeset(const struct context *c, const struct doc_node *n);
// The blocks below the parent; inlines between them become paragraphs.
void block_typeset_children(const struct context *c, const struct doc_node *parent);
// The same for an item or a cell: plain paragraphs belong to its element without one of their own.
void block_typeset_plain(const struct context *c, const struct doc_node *parent);

#endif
