// Binding values into texts, rich text and Markdown blocks.
#include "compose/syntax/bind.h"

#include <string.h>

#include "compose/words/phrase.h"
#include "compose/words/segment.h"

// ---- Plain text with values

// The end of a text is not copied: templates and cycle live as long as the run.
static struct doc_node *append_text(const struct env *e, const char *text, size_t n,
                                    struct place place, struct doc_node *parent)
{
    return doc_text(e->arena, parent, text[n] ? arena_strndup(e->arena, text, n) : text, place);
}

// A value's text; its line breaks become DOC_LINEBREAKs.
static void append_bound(const struct env *e, const struct value_ref *ref, const struct value *v,
                         const char *path, struct place place, struct doc_node *parent)
{
    const char *text = value_in_words(e, ref, v);
    if (v->place.source) place = v->place;
    while (*text) {
        size_t n = (size_t)(strchrnul(text, '\n') - text);
        struct doc_node *t = append_text(e, text, n, place, parent);
        t->scope = ref->scope;
        t->path = path;
        t->language = v->language;
        text += n;
        while (*text == '\n') text++;
        if (*text) doc_append(parent, doc_new(e->arena, DOC_LINEBREAK, place));
    }
}

// Marks the nodes that hold words, or nothing at all, with the value they come from. Other nodes
// have it from their children.
static void mark(struct doc_node *n, enum doc_scope scope, const char *path)
{
    if (n->text || !n->first) {
        n->scope = scope;
        n->path = path;
    }
    for (struct doc_node *child = n->first; child; child = child->next) mark(child, scope, path);
}

void bind_phrase(const struct env *e, const struct value *phrase, enum doc_scope scope,
                 const char *path, struct doc_node *parent)
{
    for (const struct doc_node *n = phrase->rich->first; n; n = n->next) {
        struct doc_node *copy = doc_append(parent, doc_copy(e->arena, n));
        mark(copy, scope, path);
    }
}

bool bind_value(const struct env *e, const struct value_ref *ref, const char *path,
                struct place place, struct doc_node *parent)
{
    struct value v = value_get(e, ref, place);
    if (!v.set) return false;
    const char *link = ref->kind == VALUE_CONTACT ? phrase_contact_link(e->arena, v.text) : NULL;
    if (link) {
        parent = doc_append(parent, doc_new(e->arena, DOC_LINK, place));
        parent->text = link;
        parent->scope = ref->scope;
        parent->path = path;
    }
    if (ref->kind == VALUE_PHRASE) bind_phrase(e, &v, ref->scope, path, parent);
    else append_bound(e, ref, &v, path, place, parent);
    return true;
}

static void bind_path(const struct env *e, const char *path, struct place place,
                      struct doc_node *parent)
{
    struct value_ref ref;
    if (value_find(e, path, &ref)) bind_value(e, &ref, path, place, parent);
}

void bind_text(const struct env *e, const char *text, struct place place, struct doc_node *parent)
{
    struct text_segment p;
    while (segment_next(&text, &p)) {
        if (p.is_name) bind_path(e, arena_strndup(e->arena, p.text, p.n), place, parent);
        else append_text(e, p.text, p.n, place, parent);
    }
}

struct doc_node *bind_paragraph(const struct env *e, enum doc_role role, const char *text,
                                struct place place, struct doc_node *parent)
{
    struct doc_node *p = doc_append(parent, doc_new(e->arena, DOC_PARAGRAPH, place));
    p->role = role;
    if (text) bind_text(e, text, place, p);
    return p;
}

const char *bind_plain(const struct env *e, const char *text, struct place place)
{
    if (!strstr(text, "{{")) return text;
    struct doc_node *p = doc_new(e->arena, DOC_PARAGRAPH, place);
    bind_text(e, text, place, p);
    return doc_plain(e->arena, p);
}

// ---- Rich text

enum { LEVEL_MAX = 6 };  // of headings

static int outermost_heading(const struct doc_node *blocks)
{
    int level = LEVEL_MAX + 1;
    for (const struct doc_node *n = blocks->first; n; n = n->next)
        if (n->kind == DOC_HEADING && n->level < level) level = n->level;
    return level;
}

// Says above a quotation what kind of alert it is.
static void name_alerts(const struct env *e, struct doc_node *n)
{
    for (struct doc_node *child = n->first; child; child = child->next) name_alerts(e, child);
    if (n->kind != DOC_QUOTE || !n->title) return;
    struct doc_node *label = doc_new(e->arena, DOC_PARAGRAPH, n->place);
    const char *key = arena_printf(e->arena, "alerts.%s", n->title);
    struct doc_node *strong = doc_append(label, doc_new(e->arena, DOC_STRONG, n->place));
    doc_text(e->arena, strong, words_text(e->words, key), n->place);
    label->parent = n;
    label->next = n->first;
    n->first = label;
    if (!n->last) n->last = label;
    n->title = NULL;
}

void bind_rich(const struct env *e, const struct doc_node *blocks, const struct rich_style *style,
               struct doc_node *parent)
{
    int shift = style->level - outermost_heading(blocks), before = style->level - 1;
    for (const struct doc_node *n = blocks->first; n; n = n->next) {
        struct doc_node *copy = doc_append(parent, doc_copy(e->arena, n));
        name_alerts(e, copy);
        mark(copy, style->scope, style->path);
        if (style->language) copy->language = style->language;
        if (copy->kind != DOC_HEADING) continue;
        int level = n->level + shift;
        if (level > before + 1) level = before + 1;
        if (level > LEVEL_MAX) level = LEVEL_MAX;
        before = copy->level = level;
    }
}

// ---- Markdown

// The level of headings that belong under the last heading of parent, or of what is around it.
static int level_below(const struct doc_node *parent)
{
    for (; parent; parent = parent->parent) {
        int level = 0;
        for (const struct doc_node *n = parent->first; n; n = n->next)
            if (n->kind == DOC_HEADING) level = n->level;
        if (level) return level < LEVEL_MAX ? level + 1 : LEVEL_MAX;
    }
    return 2;
}

static bool bind_rich_paragraph(const struct env *e, const struct doc_node *paragraph,
                                struct doc_node *parent)
{
    const struct doc_node *only = paragraph->first;
    struct value_ref ref;
    if (paragraph->kind != DOC_PARAGRAPH || !only || only->next || only->kind != DOC_VALUE)
        return false;
    if (!value_find(e, only->text, &ref) || ref.kind != VALUE_RICH) return false;
    struct value v = value_get(e, &ref, only->place);
    struct rich_style style = {ref.scope, only->text, v.language, level_below(parent)};
    if (v.set) bind_rich(e, v.rich, &style, parent);
    return true;
}

static void bind_node(const struct env *e, const struct doc_node *n, struct doc_node *parent)
{
    if (n->kind == DOC_VALUE) {
        bind_path(e, n->text, n->place, parent);
        return;
    }
    struct doc_node *copy = doc_new(e->arena, n->kind, n->place);
    *copy = *n;
    copy->parent = copy->first = copy->last = copy->next = NULL;
    doc_append(parent, copy);
    for (const struct doc_node *child = n->first; child; child = child->next)
        bind_node(e, child, copy);
}

void bind_block(const struct env *e, const struct doc_node *block, struct doc_node *parent)
{
    if (bind_rich_paragraph(e, block, parent)) return;
    if (block->kind != DOC_QUOTE) {
        bind_node(e, block, parent);
        return;
    }
    struct doc_node *box = doc_append(parent, doc_new(e->arena, DOC_BOX, block->place));
    for (const struct doc_node *child = block->first; child; child = child->next)
        bind_block(e, child, box);
}
