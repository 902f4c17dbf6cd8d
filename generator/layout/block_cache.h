// Blocks that a thread has set: what is nobody's own stands in other papers, too, and setting it
// takes longer than finding it again. The same block in the same place comes to the same, whether
// it is found or not.
#ifndef LAYOUT_BLOCK_CACHE_H
#define LAYOUT_BLOCK_CACHE_H

#include "layout/typeset.h"

struct block_cache *block_cache_new(void);
bool block_cache_is_full(const struct block_cache *k);  // they have grown beyond reason
void block_cache_clear(struct block_cache *k);
void block_cache_free(struct block_cache *k);

typedef void block_typesetter(const struct context *c, const struct doc_node *n);

// Sets the block as the setter does; what the section then points to is good until
// block_cache_clear().
void block_cache_typeset(const struct context *c, const struct doc_node *n,
                         block_typesetter *typeset);
// Whether that may be done: a block that stands directly in a section of one paper alone, shows
// nothing of a person's, no picture, and neither names the section nor changes what stands above
// it.
bool block_cache_accepts(const struct context *c, const struct doc_node *n);

#endif
