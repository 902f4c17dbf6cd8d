// checklist: boxes to tick. What is to be done may begin with a name, and say at the right where.
#include "compose/blocks/block.h"
#include "compose/form/field.h"

static const struct key keys[] = {
    {.name = "text", .kind = KEY_TEXT, .required = true},
    {.name = "name", .kind = KEY_TEXT},
    {.name = "where", .kind = KEY_TEXT},
};

static void add_words(const struct env *e, const struct node *item, struct doc_node *to)
{
    const char *name = item->kind == NODE_MAP ? node_text(item, "name") : NULL;
    if (name) {
        struct doc_node *strong = doc_append(to, doc_new(e->arena, DOC_STRONG, item->place));
        bind_text(e, name, schema_place(item, "name", item->place), strong);
        doc_text(e->arena, to, " ", item->place);
    }
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place), to);
}

static void add_check(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *list = arg;
    struct doc_node *check = doc_append(list, doc_new(e->arena, DOC_CHECK, item->place));
    const char *where = item->kind == NODE_MAP ? node_text(item, "where") : NULL;
    check->title = words_text(e->words, "box.empty");
    add_words(e, item, check);
    check->field = field_check(e, NULL, false, doc_plain(e->arena, check));
    if (!where) return;
    list->form = true;
    bind_paragraph(e, ROLE_BODY, where, schema_place(item, "where", item->place), check);
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
