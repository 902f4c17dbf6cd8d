// sheet: the section stands on sheets of its own. It begins on a front side, and so does what
// follows it.
#include "compose/blocks/block.h"

static const struct key keys[] = {{.name = "form", .kind = KEY_TEXT}};

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)at;
    const char *form = node_text(body, "form");
    struct doc_node *section = parent;
    while (section->parent) section = section->parent;
    section->title = form ? bind_plain(e, form, body->place) : "";
}

const struct block block_sheet = {
    .name = "sheet",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .expand = expand,
};
