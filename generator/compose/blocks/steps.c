// steps: a numbered list, each with its name and sentences that may have conditions. Where none has
// sentences, a list of names.
#include "compose/blocks/block.h"

static const struct key sentence_keys[] = {{.name = "text", .kind = KEY_TEXT, .required = true}};
static const struct schema sentences = {
    .form = FORM_LIST, SCHEMA_KEYS(sentence_keys), .bare = "text", .loops = true};

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "text", .kind = KEY_ITEMS, .schema = &sentences},
};

static void add_sentence(const struct env *e, const struct node *item, void *arg)
{
    doc_text(e->arena, arg, " ", item->place);
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place), arg);
}

static void add_step(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *step = doc_append(arg, doc_new(e->arena, DOC_ITEM, item->place));
    struct doc_node *p = doc_append(step, doc_new(e->arena, DOC_PARAGRAPH, item->place));
    bool named = node_get(item, "text");
    struct doc_node *name = named ? doc_append(p, doc_new(e->arena, DOC_STRONG, item->place)) : p;
    bind_text(e, node_text(item, "label"), schema_place(item, "label", item->place), name);
    if (named) schema_each(e, node_get(item, "text"), add_sentence, p);
    step->parent->tight &= !named;
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *list = doc_new(e->arena, DOC_LIST, at);
    list->ordered = list->tight = true;
    list->level = 1;
    schema_each(e, body, add_step, list);
    if (list->first) doc_append(parent, list);
}

const struct block block_steps = {
    .name = "steps",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .loops = true},
    .expand = expand,
};
