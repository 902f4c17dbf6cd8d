// dense: a section with much on a page. Its headings are smaller, and there is less space between
// its blocks.
#include "compose/blocks/block.h"

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)e, (void)body, (void)at;
    while (parent->parent) parent = parent->parent;
    parent->tight = true;
}

const struct block block_dense = {.name = "dense", .schema = {.form = FORM_MAP}, .expand = expand};
