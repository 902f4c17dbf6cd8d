// address: who a sheet is for, where the window of an envelope shows it. Each item is a line.
#include "compose/blocks/block.h"

static const struct key keys[] = {{.name = "text", .kind = KEY_TEXT, .required = true}};

static void add_line(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *line = doc_new(e->arena, DOC_PARAGRAPH, item->place);
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place), line);
    if (line->first) doc_append(arg, line);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *address = doc_new(e->arena, DOC_ADDRESS, at);
    schema_each(e, body, add_line, address);
    doc_append(parent, address);
}

const struct block block_address = {
    .name = "address",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .bare = "text", .loops = true},
    .expand = expand,
};
