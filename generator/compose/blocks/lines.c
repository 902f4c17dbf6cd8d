// lines: lines to write on. Without a count they fill the page; those that grow are more where it
// has room. With a `field` they are a place in the record, and what it holds already stands there
// instead.
#include "compose/blocks/block.h"
#include "compose/blocks/who.h"
#include "compose/form/field.h"
#include "compose/form/record_path.h"

enum { FIELD_LINES_MOST = 20 };  // what is one field stands on one page

static const struct key keys[] = {
    {.name = "count", .kind = KEY_NUMBER, .least = 0, .most = 60},
    {.name = "label", .kind = KEY_TEXT},
    {.name = "rest", .kind = KEY_FLAG},  // they fill the page, and are none where it is full
    {.name = "beside", .kind = KEY_FLAG},
    {.name = "grow", .kind = KEY_FLAG},
    WHO_KEY,
    {.name = "field", .kind = KEY_PATH, .values = VALUES_INLINE},
};

static void check(struct check *c, const struct node *body, struct place at)
{
    const struct node *field = node_get(body, "field");
    if (node_get(body, "who") && !node_get(body, "label"))
        check_fail(c, at, "who-without-label",
                   "\"who\" stands before a label: give these lines one");
    if (!field) return;
    record_path_check(c, field->text, field->place);
    if (schema_number(body, "count", 0) > FIELD_LINES_MOST)
        check_fail(c, at, "field-too-many-lines", "a field has at most %d lines", FIELD_LINES_MOST);
}

static bool add_entry(const struct env *e, const struct value_ref *ref, const char *path,
                      const struct form_field *field, struct place at, struct doc_node *parent)
{
    struct doc_node *entry = doc_new(e->arena, DOC_ENTRY, at);
    if (!field->value || !bind_value(e, ref, path, at, entry)) return false;
    entry->field = field;
    entry->form = true;
    doc_append(parent, entry);
    return true;
}

void lines_add(const struct env *e, int count, const char *label, struct place at,
               struct doc_node *parent)
{
    do {
        struct doc_node *lines = doc_append(parent, doc_new(e->arena, DOC_LINES, at));
        lines->level = count > FIELD_LINES_MOST ? FIELD_LINES_MOST : count;
        lines->field = field_note(e, label);
        count -= FIELD_LINES_MOST;
    } while (count > 0);
}

static void add_field(const struct env *e, const struct node *body, const char *path,
                      const char *label, struct place at, struct doc_node *parent)
{
    struct value_ref ref;
    if (!value_find(e, path, &ref)) return;
    const struct form_field *field = field_of_value(e, &ref, label);
    if (field && add_entry(e, &ref, path, field, at, parent)) return;
    struct doc_node *lines = doc_append(parent, doc_new(e->arena, DOC_LINES, at));
    lines->level = schema_number(body, "count", 0);
    lines->scope = ref.scope;
    lines->field = field ? field : field_note(e, label);
}

// The label stands before the first line, on it, and not above; what the field holds already has it
// above all the same.
static void put_beside(struct doc_node *keep)
{
    struct doc_node *label = keep->first, *lines = label->next;
    if (!lines || lines->kind != DOC_LINES) return;
    keep->first = lines;
    doc_append(lines, label);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    if (schema_flag(body, "rest")) {
        doc_append(parent, doc_new(e->arena, DOC_LINES, at))->tight = true;
        return;
    }
    const char *label = node_text(body, "label"), *path = node_text(body, "field"), *words = "";
    const struct doc_node *above = parent->last;
    bool inside = !label && above && (parent->kind == DOC_COLUMN || parent->kind == DOC_CELL);
    if (inside && above->kind == DOC_CHOICES) above = above->first;  // their label
    if (inside && above->kind == DOC_PARAGRAPH && above->role != ROLE_NOTE)
        words = doc_plain(e->arena, above);
    if (label) {
        parent = doc_append(parent, doc_new(e->arena, DOC_KEEP, at));
        struct doc_node *p = bind_paragraph(e, ROLE_LABEL, label, schema_place(body, "label", at),
                                            parent);
        who_mark(e, body, p);
        words = doc_plain(e->arena, p);
    }
    words = who_field_label(e, body, field_label(e, parent, words));
    if (path) add_field(e, body, path, words, at, parent);
    else lines_add(e, schema_number(body, "count", 0), words, at, parent);
    if (parent->last && parent->last->kind == DOC_LINES)
        parent->last->form = schema_flag(body, "grow");
    if (label && schema_flag(body, "beside")) put_beside(parent);
}

const struct block block_lines = {
    .name = "lines",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand,
};
