// signatures: who signs, side by side, each with a line and room for the date.
#include "compose/blocks.h"

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "date", .kind = KEY_TEXT, .required = true},
};

static void add_signature(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *signature = doc_append(arg, doc_new(e->arena, DOC_SIGNATURE, item->place));
    bind_paragraph(e, ROLE_LABEL, node_text(item, "label"), schema_place(item, "label", item->place), signature);
    bind_paragraph(e, ROLE_LABEL, node_text(item, "date"), schema_place(item, "date", item->place), signature);
}

static void expand(const struct env *e, const struct node *body, struct place at, struct doc_node *parent)
{
    struct doc_node *list = doc_new(e->arena, DOC_SIGNATURES, at);
    schema_each(e, body, add_signature, list);
    if (list->first) doc_append(parent, list);
}

const struct block block_signatures = {
    .name = "signatures",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .loops = true},
    .expand = expand,
};
