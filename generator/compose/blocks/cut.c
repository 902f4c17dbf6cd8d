// cut: a dashed line across the page, to cut or fold the paper along.
#include "compose/blocks/block.h"

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)body;
    doc_append(parent, doc_new(e->arena, DOC_RULE, at))->form = true;
}

const struct block block_cut = {.name = "cut", .schema = {.form = FORM_NONE}, .expand = expand};
