// Blocks that a thread has set: what is nobody's own stands in other papers, too, and setting it
// takes longer than finding it again. The same block in the same place comes to the same, whether
// it is found or not.
#ifndef LAYOUT_KEPT_H
#define LAYOUT_KEPT_H

#include "layout/set.h"

struct kept_blocks *kept_new(void);
bool kept_is_full(const struct kept_blocks *k);  // they have grown beyond reason
void kept_forget(struct kept_blocks *k);
void kept_free(struct kept_blocks *k);

typedef void block_setter(const struct context *c, const struct doc_node *n);

// Sets the block as the setter does; what the section then points to is good until kept_forget().
void kept_set(const struct context *c, const struct doc_node *n, block_setter *setter);
// Whether that may be done: a block that stands directly in a section of one paper alone, shows
// nothing of a person's, no picture, and neither names the section nor changes what stands above
// it.
bool kept_may(const struct context *c, const struct doc_node *n);

#endif
