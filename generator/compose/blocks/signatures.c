// signatures: who signs, side by side, each with a line and room for the date. With a `field`, the
// date is in the record, and there may be a box to tick on a screen instead of signing.
#include "compose/blocks/block.h"
#include "compose/form/field.h"
#include "compose/form/record_path.h"

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "date", .kind = KEY_TEXT, .required = true},
    {.name = "field", .kind = KEY_PATH, .values = 1u << VALUE_DATE},
    {.name = "tick", .kind = KEY_TEXT},
};

static void check(struct check *c, const struct node *body, struct place at)
{
    (void)at;
    for (size_t i = 0; i < body->count; i++) {
        const struct node *field = node_get(body->items[i], "field"),
                          *tick = node_get(body->items[i], "tick");
        if (field) record_path_check(c, field->text, field->place);
        else if (tick)
            check_fail(c, tick->place, "tick-without-date-field",
                       "a box to tick goes with a date that is a field");
    }
}

static void add_tick(const struct env *e, const struct node *item, const struct value_ref *ref,
                     const char *who, struct doc_node *signature)
{
    struct doc_node *box = doc_append(signature, doc_new(e->arena, DOC_CHECK, item->place));
    bind_text(e, node_text(item, "tick"), schema_place(item, "tick", item->place), box);
    box->marked = value_get(e, ref, item->place).set;
    box->title = words_text(e->words, box->marked ? "box.marked" : "box.empty");
    box->scope = ref->scope;
    const char *path = record_path_of(e, ref);
    if (!path) return;
    path = arena_printf(e->arena, "%s/tick", path);
    box->field = field_check(e, path, box->marked,
                             field_option_label(e, who, doc_plain(e->arena, box)));
}

static void add_signature(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *signature = doc_append(arg, doc_new(e->arena, DOC_SIGNATURE, item->place));
    const struct doc_node *label = bind_paragraph(e, ROLE_LABEL, node_text(item, "label"),
                                                  schema_place(item, "label", item->place),
                                                  signature);
    const struct doc_node *date = bind_paragraph(
        e, ROLE_LABEL, node_text(item, "date"), schema_place(item, "date", item->place), signature);
    const char *who = doc_plain(e->arena, label),
               *words = field_option_label(e, who, doc_plain(e->arena, date));
    struct value_ref ref;
    if (!node_text(item, "field") || !value_find(e, node_text(item, "field"), &ref)) {
        signature->field = field_note(e, words);
        return;
    }
    signature->field = field_of_value(e, &ref, words);
    signature->scope = ref.scope;
    if (node_text(item, "tick")) add_tick(e, item, &ref, who, signature);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *list = doc_new(e->arena, DOC_SIGNATURES, at);
    schema_each(e, body, add_signature, list);
    if (list->first) doc_append(parent, list);
}

const struct block block_signatures = {
    .name = "signatures",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .loops = true},
    .check = check,
    .expand = expand,
};
