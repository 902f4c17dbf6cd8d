// spread: the section begins on a back side, so that it and the next page lie side by side.
#include "compose/blocks/block.h"

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)e, (void)body, (void)at;
    struct doc_node *section = parent;
    while (section->parent) section = section->parent;
    section->level = DOC_SPREAD;
}

const struct block block_spread = {
    .name = "spread",
    .schema = {.form = FORM_MAP},
    .expand = expand,
};
