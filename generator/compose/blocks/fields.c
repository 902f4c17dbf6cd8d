// fields: pairs of a label and its value, side by side. Without a value there is a line to write
// on; a `field` is one to write on, and in the record, whether it has a value or not.
#include "compose/blocks/block.h"
#include "compose/blocks/who.h"
#include "compose/form/field.h"
#include "compose/form/record_path.h"

static const char *const types[] = {"text", "date", "number", NULL};

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "value", .kind = KEY_PATH, .values = VALUES_INLINE},
    {.name = "text", .kind = KEY_TEXT},
    {.name = "field", .kind = KEY_PATH, .values = VALUES_INLINE},
    {.name = "type", .kind = KEY_CHOICE, .choices = types},
    WHO_KEY,
    {.name = "width", .kind = KEY_NUMBER, .least = 1, .most = 12},
};

static void check(struct check *c, const struct node *body, struct place at)
{
    (void)at;
    for (size_t i = 0; i < body->count; i++) {
        const struct node *item = body->items[i];
        int given = !!node_get(item, "value") + !!node_get(item, "text") +
                    !!node_get(item, "field");
        if (given > 1)
            check_fail(c, item->place, "field-shows-several",
                       "a field shows one of value, text and field, not several");
        if (node_get(item, "field"))
            record_path_check(c, node_text(item, "field"), node_get(item, "field")->place);
    }
}

static void add_value(const struct env *e, const struct node *item, struct doc_node *field)
{
    const char *key = node_get(item, "value") ? "value" : "field", *path = node_text(item, key);
    struct place place = schema_place(item, key, item->place);
    struct doc_node *p = doc_new(e->arena, DOC_PARAGRAPH, place);
    struct value_ref ref;
    bool found = path && value_find(e, path, &ref);
    if (node_text(item, "text"))
        bind_text(e, node_text(item, "text"), schema_place(item, "text", place), p);
    else if (found) bind_value(e, &ref, path, place, p);
    if (p->first) doc_append(field, p);
    if (p->first && *key == 'v') return;
    const char *label = who_field_label(e, item,
                                        field_label(e, field, doc_plain(e->arena, field->first)));
    if (found) field->field = field_of_value(e, &ref, label);
    if (!field->field && !p->first) field->field = field_note(e, label);
    if (found && field->field) field->scope = ref.scope;
}

static void add_field(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *field = doc_append(arg, doc_new(e->arena, DOC_FIELD, item->place));
    field->width = schema_number(item, "width", 6);
    who_mark(e, item,
             bind_paragraph(e, ROLE_LABEL, node_text(item, "label"),
                            schema_place(item, "label", item->place), field));
    add_value(e, item, field);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *fields = doc_new(e->arena, DOC_FIELDS, at);
    fields->parent = parent;  // so that fields know what heading they stand under
    schema_each(e, body, add_field, fields);
    fields->parent = NULL;
    if (fields->first) doc_append(parent, fields);
}

const struct block block_fields = {
    .name = "fields",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .loops = true},
    .check = check,
    .expand = expand,
};
