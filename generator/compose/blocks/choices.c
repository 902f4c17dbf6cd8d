// choices: boxes in a row under a label, to tick one or some of. They are the words of a choice,
// the one that the value has being ticked, or what a list names, each with its own condition for
// being ticked.
#include <string.h>

#include "compose/blocks/block.h"
#include "compose/blocks/who.h"
#include "compose/form/field.h"
#include "compose/form/record_path.h"

static const struct key option_keys[] = {
    {.name = "text", .kind = KEY_TEXT, .required = true},
    // what the box stands for
    {.name = "id", .kind = KEY_TEXT},
    {.name = "marked", .kind = KEY_PATH, .values = 1u << VALUE_FLAG},
};
static const struct schema options = {
    .form = FORM_LIST, SCHEMA_KEYS(option_keys), .bare = "text", .loops = true};

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "value", .kind = KEY_PATH, .values = 1u << VALUE_CHOICE},
    {.name = "options", .kind = KEY_ITEMS, .schema = &options},
    {.name = "close", .kind = KEY_FLAG},  // behind each other, not in columns
    {.name = "beside", .kind = KEY_FLAG},
    WHO_KEY,
    // what the options are in the record
    {.name = "field", .kind = KEY_PATH, .values = VALUES_INLINE | 1u << VALUE_FLAG},
};

static void check(struct check *c, const struct node *body, struct place at)
{
    if (!node_get(body, "value") == !node_get(body, "options"))
        check_fail(c, at, "choices-of-two-kinds",
                   "choices are those of a value or a list of options, one of the two");
    const struct node *field = node_get(body, "field");
    if (field) record_path_check(c, field->text, field->place);
}

static struct doc_node *add_check(const struct env *e, const char *id, bool marked, struct place at,
                                  struct doc_node *parent)
{
    struct doc_node *box = doc_append(parent, doc_new(e->arena, DOC_CHECK, at));
    box->text = id;
    box->marked = marked;
    box->title = words_text(e->words, marked ? "box.marked" : "box.empty");
    return box;
}

static void add_option(const struct env *e, const struct node *item, void *arg)
{
    const char *id = node_text(item, "id"), *marked = node_text(item, "marked");
    struct value_ref ref;
    bool is_marked = false;
    if (marked && value_find(e, marked, &ref)) {
        struct value v = value_get(e, &ref, item->place);
        is_marked = value_is_true(&ref, &v);
    }
    struct doc_node *box = add_check(e, id ? bind_plain(e, id, item->place) : NULL, is_marked,
                                     item->place, arg);
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place), box);
    if (marked && value_find(e, marked, &ref)) box->scope = ref.scope;
}

// What ticking the boxes means: one of them for a choice, any for a list; of yes or no, the only
// one.
static void add_fields(const struct env *e, const struct node *body, struct doc_node *choices)
{
    const char *path = node_text(body, node_get(body, "value") ? "value" : "field"), *record = NULL;
    struct value_ref ref;
    if (path && value_find(e, path, &ref)) record = record_path_of(e, &ref);
    const char *state = NULL;
    const char *label = who_field_label(
        e, body, field_label(e, choices, doc_plain(e->arena, choices->first)));
    if (record && ref.kind == VALUE_FLAG) {
        choices->last->field = field_of_value(e, &ref, label);
        return;
    }
    bool many = record ? record[strlen(record) - 1] == '/' : !node_get(body, "value");
    for (const struct doc_node *n = choices->first->next; n; n = n->next)
        if (n->marked) state = n->text;
    struct form_field *one = many ? NULL : field_radio(e, record, state, label);
    for (struct doc_node *n = choices->first->next; n; n = n->next) {
        const char *words = doc_plain(e->arena, n);
        const char *own = many && record && n->text
                            ? arena_printf(e->arena, "%s%s", record, n->text)
                            : NULL;
        if (one) field_add_state(e, one, n->text, words);
        n->field = one ? one : field_check(e, own, n->marked, field_option_label(e, label, words));
    }
}

// One box for each word that the choice has; "none" says that nothing is chosen and is no choice
// itself.
static void add_words(const struct env *e, const char *path, struct place at,
                      struct doc_node *parent)
{
    struct value_ref ref;
    if (!value_find(e, path, &ref)) return;
    struct value v = value_get(e, &ref, at);
    const struct node *words = words_node(e->words, ref.entry->words);
    for (size_t i = 0; words && i < words->count; i++) {
        const char *id = words->keys[i]->text;
        if (!strcmp(id, "none")) continue;
        struct doc_node *box = add_check(e, id, v.set && !strcmp(v.text, id), at, parent);
        box->scope = ref.scope;
        doc_text(e->arena, box, words->items[i]->text, at);
    }
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *choices = doc_new(e->arena, DOC_CHOICES, at);
    choices->tight = schema_flag(body, "close");
    who_mark(e, body,
             bind_paragraph(e, ROLE_LABEL, node_text(body, "label"),
                            schema_place(body, "label", at), choices));
    choices->form = schema_flag(body, "beside");
    if (node_get(body, "value")) {
        choices->path = node_text(body, "value");
        add_words(e, choices->path, schema_place(body, "value", at), choices);
    } else {
        schema_each(e, node_get(body, "options"), add_option, choices);
    }
    if (!choices->first->next) return;
    doc_append(parent, choices);
    add_fields(e, body, choices);
}

const struct block block_choices = {
    .name = "choices",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand,
};
