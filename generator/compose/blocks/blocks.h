// The blocks that there are, by name.
#ifndef COMPOSE_BLOCKS_BLOCKS_H
#define COMPOSE_BLOCKS_BLOCKS_H

#include "compose/blocks/block.h"

// All of them, sorted; NULL at the end.
extern const struct block *const blocks_list[];

const struct block *blocks_find(const char *name);  // NULL: no such block
// For "did you mean", among blocks and if, else, each, end, page-break; NULL: none is like it.
const char *blocks_nearest(const char *name);
// Checks the body of a block; body may be NULL or empty. at: where the block stands.
void blocks_check(struct check *c, const struct block *b, const struct node *body, struct place at);

#endif
