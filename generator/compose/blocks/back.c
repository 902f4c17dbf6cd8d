// back: the section stands only on a back side that would be empty otherwise.
#include "compose/blocks/block.h"

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)e, (void)body, (void)at;
    while (parent->parent) parent = parent->parent;
    parent->marked = true;
}

const struct block block_back = {.name = "back", .schema = {.form = FORM_MAP}, .expand = expand};
