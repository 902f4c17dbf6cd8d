// priorities: focus areas with the thread to those they support, whole or as a list of titles, or
// in brief, as a list of titles with their first sentences; under each, when asked for, a question
// with lines to answer on.
#include <string.h>

#include "compose/blocks/block.h"
#include "compose/form/field.h"
#include "compose/values/sentence.h"
#include "compose/values/thread.h"

static const char *const shows[] = {"full", "titles", "brief", NULL};

static const struct key keys[] = {
    {.name = "of", .kind = KEY_PATH, .required = true, .values = VALUES_LIST},
    {.name = "show", .kind = KEY_CHOICE, .choices = shows},
    {.name = "level", .kind = KEY_NUMBER, .least = 2, .most = 5},  // of the headings
    {.name = "ask", .kind = KEY_TEXT},
    {.name = "lines", .kind = KEY_NUMBER, .least = 1, .most = 20},
};

static void check(struct check *c, const struct node *body, struct place at)
{
    struct value_ref ref;
    (void)at;
    if (!value_find(&c->env, node_text(body, "of"), &ref) || ref.entry->items == TYPE_PRIORITY)
        return;
    struct place place = schema_place(body, "of", at);
    struct diag *d = check_fail(c, place, "list-not-focus-areas", "%s is not a list of focus areas",
                                node_text(body, "of"));
    diag_hint(c->env.diags, d, "such as: each level in levels, and then of: level.priorities");
}

static const char *language_of(const struct env *e, const struct priority *p)
{
    return p->file->language && strcmp(p->file->language, e->words->language) ? p->file->language
                                                                              : NULL;
}

static void add_heading(const struct env *e, const struct priority *p, int level,
                        struct doc_node *parent)
{
    struct doc_node *heading = doc_append(parent, doc_copy(e->arena, p->title));
    heading->level = level;
    heading->language = language_of(e, p);
    heading->supports = NULL;
    heading->scope = SCOPE_UNIT;
    heading->path = "priority.name";
}

static void add_thread(const struct env *e, const struct priority *p, struct doc_node *parent)
{
    struct value thread = values_thread_supports(e, p);
    if (!thread.set) return;
    struct doc_node *paragraph = doc_append(parent, doc_new(e->arena, DOC_PARAGRAPH, p->place));
    paragraph->role = ROLE_THREAD;
    bind_phrase(e, &thread, SCOPE_UNIT, "priority.supports", paragraph);
}

// Where there are few focus areas with only titles, each has more lines, so that they fill a page.
static void add_question(const struct env *e, const struct node *body, size_t count,
                         struct place at, struct doc_node *parent)
{
    enum { PAGE_LINES = 13 };
    const char *ask = node_text(body, "ask");
    int lines = schema_number(body, "lines", 0),
        share = PAGE_LINES / (int)(count < PAGE_LINES ? count : PAGE_LINES);
    bool titles = node_text(body, "show") && !strcmp(node_text(body, "show"), "titles");
    if (titles && lines && share > lines) lines = share;
    if (ask) bind_paragraph(e, ROLE_LABEL, ask, schema_place(body, "ask", at), parent);
    if (lines)
        lines_add(e, lines, field_label(e, parent, ask ? bind_plain(e, ask, at) : NULL), at,
                  parent);
}

static void add_brief(const struct env *e, const struct priority *p, const char *path,
                      struct doc_node *list)
{
    struct doc_node *item = doc_append(list, doc_new(e->arena, DOC_ITEM, p->place));
    struct doc_node *text = doc_append(item, doc_new(e->arena, DOC_PARAGRAPH, p->place));
    struct doc_node *strong = doc_append(text, doc_new(e->arena, DOC_STRONG, p->place));
    struct doc_node *title = doc_text(e->arena, strong, doc_plain(e->arena, p->title), p->place);
    size_t n = strlen(title->text);
    if (n && !strchr(".!?", title->text[n - 1]))
        title->text = arena_printf(e->arena, "%s.", title->text);
    title->scope = SCOPE_UNIT;
    title->path = "priority.name";
    item->language = language_of(e, p);
    doc_text(e->arena, text, " ", p->place);
    values_sentence_append(e, p->body, SCOPE_UNIT, path, text);
    struct value thread = values_thread_supports(e, p);
    if (!thread.set) return;
    doc_text(e->arena, text, " ", p->place);
    bind_phrase(e, &thread, SCOPE_UNIT, "priority.supports",
                doc_append(text, doc_new(e->arena, DOC_EMPHASIS, p->place)));
}

static void expand_brief(const struct env *e, const struct node *body, const struct value *v,
                         struct place at, struct doc_node *parent)
{
    struct doc_node *list = doc_new(e->arena, DOC_LIST, at);
    list->tight = true;
    for (size_t i = 0; v->set && i < v->list.count; i++)
        add_brief(e, v->list.items[i], node_text(body, "of"), list);
    if (list->first) doc_append(parent, list);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct value_ref ref;
    const char *path = node_text(body, "of"), *show = node_text(body, "show");
    if (!value_find(e, path, &ref)) return;
    struct value v = value_get(e, &ref, at);
    if (show && !strcmp(show, "brief")) {
        expand_brief(e, body, &v, at, parent);
        return;
    }
    int level = schema_number(body, "level", 3);
    bool full = !show || !strcmp(show, "full"),
         asks = node_get(body, "ask") || node_get(body, "lines");
    for (size_t i = 0; v.set && i < v.list.count; i++) {
        const struct priority *p = v.list.items[i];
        struct doc_node *to = asks && !full ? doc_append(parent, doc_new(e->arena, DOC_KEEP, at))
                                            : parent;
        add_heading(e, p, level, to);
        add_thread(e, p, to);
        struct rich_style style = {SCOPE_UNIT, path, language_of(e, p), level + 1};
        if (full && p->body) bind_rich(e, p->body, &style, to);
        add_question(e, body, v.list.count, at, to);
    }
}

const struct block block_priorities = {
    .name = "priorities",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .least = SCOPE_UNIT,
    .check = check,
    .expand = expand,
};
