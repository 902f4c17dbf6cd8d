// Who fills in a place: a shape before its label, and the key that explains the shapes. who-key:
// the shapes of a form with what they mean, once, where it begins.
#include "compose/blocks/who.h"

#include <string.h>

#include "compose/blocks/block.h"

const char *const who_names[] = {"employee", "leader", "both", NULL};

static enum doc_who who_of(const char *name)
{
    for (int i = 0; name && who_names[i]; i++)
        if (!strcmp(name, who_names[i])) return (enum doc_who)(WHO_EMPLOYEE + i);
    return WHO_UNSAID;
}

static const char *in_words(const struct env *e, const char *name)
{
    return words_text(e->words, arena_printf(e->arena, "who.%s", name));
}

void who_mark(const struct env *e, const struct node *item, struct doc_node *label)
{
    const char *name = node_text(item, "who");
    label->who = who_of(name);
    if (label->who) label->title = in_words(e, name);
}

const char *who_field_label(const struct env *e, const struct node *item, const char *label)
{
    const char *name = node_text(item, "who");
    if (!name || !*label) return label;
    return WORDS_FILL(e->arena, e->words, "who.field", {"label", label},
                      {"who", in_words(e, name)});
}

// ---- The key

static const struct key keys[] = {
    {.name = "who", .kind = KEY_CHOICE, .choices = who_names, .required = true}};

static void add_shape(const struct env *e, const struct node *item, void *arg)
{
    static const char *const shapes[] = {"who.circle", "who.square", "who.circle-and-square"};
    const char *name = schema_item_text(item, "who");
    struct doc_node *column = doc_append(arg, doc_new(e->arena, DOC_COLUMN, item->place));
    struct doc_node *words = bind_paragraph(e, ROLE_NOTE, in_words(e, name), item->place, column);
    column->width = 1;
    words->who = who_of(name);
    if (words->who) words->title = words_text(e->words, shapes[words->who - WHO_EMPLOYEE]);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *columns = doc_new(e->arena, DOC_COLUMNS, at);
    schema_each(e, body, add_shape, columns);
    if (columns->first) doc_append(parent, columns);
}

const struct block block_who_key = {
    .name = "who-key",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .bare = "who", .loops = true},
    .expand = expand,
};
