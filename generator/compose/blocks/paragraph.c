// lead, kicker, thread: one paragraph with a style of its own. sentences, note, fine-print: one
// paragraph of sentences, each with its condition.
#include "compose/blocks/block.h"

static void lead(const struct env *e, const struct node *body, struct place at,
                 struct doc_node *parent)
{
    (void)at;
    bind_paragraph(e, ROLE_LEAD, body->text, body->place, parent);
}

static void kicker(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)at;
    bind_paragraph(e, ROLE_KICKER, body->text, body->place, parent);
}

static void thread(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)at;
    bind_paragraph(e, ROLE_THREAD, body->text, body->place, parent);
}

static const struct key sentence_keys[] = {
    {.name = "text", .kind = KEY_TEXT, .required = true},
    {.name = "strong", .kind = KEY_FLAG},
};

static void add_sentence(const struct env *e, const struct node *item, void *arg)
{
    struct doc_node *paragraph = arg;
    if (paragraph->first) doc_text(e->arena, paragraph, " ", item->place);
    if (item->kind == NODE_MAP && schema_flag(item, "strong"))
        paragraph = doc_append(paragraph, doc_new(e->arena, DOC_STRONG, item->place));
    bind_text(e, schema_item_text(item, "text"), schema_place(item, "text", item->place),
              paragraph);
}

static void add_sentences(const struct env *e, enum doc_role role, const struct node *body,
                          struct place at, struct doc_node *parent)
{
    struct doc_node *paragraph = doc_new(e->arena, DOC_PARAGRAPH, at);
    paragraph->role = role;
    schema_each(e, body, add_sentence, paragraph);
    if (paragraph->first) doc_append(parent, paragraph);
}

static void sentences(const struct env *e, const struct node *body, struct place at,
                      struct doc_node *parent)
{
    add_sentences(e, ROLE_BODY, body, at, parent);
}

static void note(const struct env *e, const struct node *body, struct place at,
                 struct doc_node *parent)
{
    add_sentences(e, ROLE_NOTE, body, at, parent);
}

static void fine_print(const struct env *e, const struct node *body, struct place at,
                       struct doc_node *parent)
{
    add_sentences(e, ROLE_FINE_PRINT, body, at, parent);
}

const struct block block_sentences = {
    .name = "sentences",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(sentence_keys), .bare = "text", .loops = true},
    .expand = sentences,
};
const struct block block_lead = {.name = "lead", .schema = {.form = FORM_TEXT}, .expand = lead};
const struct block block_note = {
    .name = "note",
    .schema = {.form = FORM_LIST,
               SCHEMA_KEYS(sentence_keys),
               .bare = "text",
               .single = true,
               .loops = true},
    .expand = note,
};
const struct block block_fine_print = {
    .name = "fine-print",
    .schema = {.form = FORM_LIST,
               SCHEMA_KEYS(sentence_keys),
               .bare = "text",
               .single = true,
               .loops = true},
    .expand = fine_print,
};
const struct block block_thread = {
    .name = "thread", .schema = {.form = FORM_TEXT}, .expand = thread};
const struct block block_kicker = {
    .name = "kicker", .schema = {.form = FORM_TEXT}, .expand = kicker};
