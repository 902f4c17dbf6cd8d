// lines: lines to write on. Without a count they fill the page.
#include "compose/blocks.h"

static const struct key keys[] = {
    {.name = "count", .kind = KEY_NUMBER, .least = 0, .most = 60},
    {.name = "label", .kind = KEY_TEXT},
};

static void expand(const struct env *e, const struct node *body, struct place at, struct doc_node *parent)
{
    const char *label = node_text(body, "label");
    if (label) {
        parent = doc_append(parent, doc_new(e->arena, DOC_KEEP, at));
        bind_paragraph(e, ROLE_LABEL, label, schema_place(body, "label", at), parent);
    }
    doc_append(parent, doc_new(e->arena, DOC_LINES, at))->level = schema_number(body, "count", 0);
}

const struct block block_lines = {
    .name = "lines",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .expand = expand,
};
