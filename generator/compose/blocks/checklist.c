// checklist: boxes to tick.
#include "compose/blocks/block.h"
#include "compose/form/field.h"

static const struct key keys[] = {{.name = "text", .kind = KEY_TEXT, .required = true}};

static void add_check(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *check = doc_append(arg, doc_new(e->arena, DOC_CHECK, item->place));
    check->title = words_text(e->words, "box.empty");
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place), check);
    check->field = field_check(e, NULL, false, doc_plain(e->arena, check));
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *list = doc_new(e->arena, DOC_CHECKLIST, at);
    schema_each(e, body, add_check, list);
    if (list->first) doc_append(parent, list);
}

const struct block block_checklist = {
    .name = "checklist",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .bare = "text", .loops = true},
    .expand = expand,
};
