// columns: side by side. Each holds a value (rich text, or a text), or one block under its name.
#include <string.h>

#include "compose/blocks/blocks.h"

#define CONTENT_KEYS                                                                \
    {.name = "label", .kind = KEY_TEXT},                                            \
        {.name = "value", .kind = KEY_PATH, .values = VALUES_INLINE | VALUES_RICH}, \
    {                                                                               \
        .name = "text", .kind = KEY_TEXT                                            \
    }
static const struct key content_keys[] = {CONTENT_KEYS};
static const struct key keys[] = {{.name = "width", .kind = KEY_NUMBER, .least = 1, .most = 12},
                                  CONTENT_KEYS};

static bool check_inner(struct check *c, const char *name, const struct node *body)
{
    const struct block *inner = blocks_find(name);
    if (inner) blocks_check(c, inner, body, body->place);
    return inner;
}

static void add_value(const struct env *e, const char *path, struct place place,
                      struct doc_node *column)
{
    struct value_ref ref;
    if (!value_find(e, path, &ref)) return;
    if (ref.kind != VALUE_RICH) {
        struct doc_node *p = doc_append(column, doc_new(e->arena, DOC_PARAGRAPH, place));
        bind_value(e, &ref, path, place, p);
        return;
    }
    struct value v = value_get(e, &ref, place);
    struct rich_style style = {ref.scope, path, v.language, 3};
    if (v.set) bind_rich(e, v.rich, &style, column);
}

// The content stands in the order in which its keys are written.
void columns_add_content(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *column = arg;
    for (size_t i = 0; i < item->count; i++) {
        const char *name = item->keys[i]->text;
        const struct node *n = item->items[i];
        const struct block *inner = blocks_find(name);
        if (!strcmp(name, "value")) add_value(e, n->text, n->place, column);
        else if (!strcmp(name, "text")) bind_paragraph(e, ROLE_BODY, n->text, n->place, column);
        else if (!strcmp(name, "label")) bind_paragraph(e, ROLE_LABEL, n->text, n->place, column);
        else if (inner) inner->expand(e, n, n->place, column);
    }
}

static void add_column(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *column = doc_append(arg, doc_new(e->arena, DOC_COLUMN, item->place));
    column->width = schema_number(item, "width", 1);
    columns_add_content(e, item, column);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *columns = doc_new(e->arena, DOC_COLUMNS, at);
    columns->parent = parent;  // so that headings inside know how deep they are
    schema_each(e, body, add_column, columns);
    columns->parent = NULL;
    if (columns->first) doc_append(parent, columns);
}

const struct schema columns_content = {.form = FORM_LIST,
                                       SCHEMA_KEYS(content_keys),
                                       .loops = true,
                                       .blocks = true,
                                       .check_other = check_inner};

const struct block block_columns = {
    .name = "columns",
    .schema = {.form = FORM_LIST,
               SCHEMA_KEYS(keys),
               .loops = true,
               .blocks = true,
               .check_other = check_inner},
    .expand = expand,
};
