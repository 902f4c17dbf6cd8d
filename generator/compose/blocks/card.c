// card: a frame with what has to be seen first, side by side: a label, a large text on one or more
// lines, and small lines under it. Where there is no text there is a line to write on.
#include "compose/blocks/block.h"
#include "compose/form/field.h"

static const struct key line_keys[] = {{.name = "text", .kind = KEY_TEXT, .required = true}};
static const struct schema lines = {
    .form = FORM_LIST, SCHEMA_KEYS(line_keys), .bare = "text", .loops = true};

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "text", .kind = KEY_ITEMS, .schema = &lines},
    {.name = "under", .kind = KEY_ITEMS, .schema = &lines},
    {.name = "width", .kind = KEY_NUMBER, .least = 1, .most = 12},
};

struct card_lines {
    struct doc_node *parent;
    enum doc_role role;
};

static void add_line(const struct env *e, const struct node *item, void *arg)
{
    const struct card_lines *to = arg;
    struct doc_node *line = doc_new(e->arena, DOC_PARAGRAPH, item->place);
    line->role = to->role;
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place), line);
    if (line->first) doc_append(to->parent, line);
}

static void add_field(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *field = doc_append(arg, doc_new(e->arena, DOC_FIELD, item->place));
    field->width = schema_number(item, "width", 4);
    bind_paragraph(e, ROLE_LABEL, node_text(item, "label"),
                   schema_place(item, "label", item->place), field);
    struct card_lines text = {field, ROLE_BODY}, under = {field, ROLE_NOTE};
    if (node_get(item, "text")) schema_each(e, node_get(item, "text"), add_line, &text);
    if (!field->first->next)
        field->field = field_note(e, field_label(e, field, doc_plain(e->arena, field->first)));
    if (node_get(item, "under")) schema_each(e, node_get(item, "under"), add_line, &under);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *card = doc_new(e->arena, DOC_CARD, at);
    card->parent = parent;  // so that fields know what heading they stand under
    schema_each(e, body, add_field, card);
    card->parent = NULL;
    if (card->first) doc_append(parent, card);
}

const struct block block_card = {
    .name = "card",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .loops = true},
    .expand = expand,
};
