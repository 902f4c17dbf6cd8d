// What GitHub's Markdown adds to CommonMark, but for tables: struck text, tasks and alerts. They
// are read from what cmark takes for text.
#include "read/markdown/state.h"

#include <string.h>
#include <strings.h>

#include "base/array.h"

// ---- Struck text

// The mark in a text from `from` on; NULL: there is none that something stands between.
static const char *find_tildes(const char *from, bool opening)
{
    for (const char *s = from; (s = strstr(s, "~~")); s += 2 + strspn(s + 2, "~")) {
        if (s[2] == '~') continue;
        if (opening ? s[2] && s[2] != ' ' : s > from && s[-1] != ' ') return s;
        if (opening ? !s[2] : s == from) return s;
    }
    return NULL;
}

// The text that is divided keeps what stands before the mark; a new one behind it has the rest.
static struct doc_node *divide(struct markdown *m, struct doc_node *text, size_t mark)
{
    struct doc_node *rest = doc_new(m->a, DOC_TEXT, text->place);
    rest->text = text->text + mark + 2;
    rest->parent = text->parent;
    rest->next = text->next;
    if (text->parent->last == text) text->parent->last = rest;
    text->next = rest;
    text->text = arena_strndup(m->a, text->text, mark);
    return rest;
}

static void drop_empty_texts(struct doc_node *parent)
{
    struct doc_node *next, *all = parent->first;
    parent->first = parent->last = NULL;
    for (struct doc_node *n = all; n; n = next) {
        next = n->next;
        if (n->kind != DOC_TEXT || *n->text) doc_append(parent, n);
    }
}

// Moves the nodes from first up to stop into a struck one that stands in their place, behind
// `before`.
static void strike(struct markdown *m, struct doc_node *before, struct doc_node *stop)
{
    struct doc_node *struck = doc_new(m->a, DOC_STRUCK, before->place), *next;
    for (struct doc_node *n = before->next; n && n != stop; n = next) {
        next = n->next;
        doc_append(struck, n);
    }
    struck->parent = before->parent;
    before->next = struck;
    struck->next = stop;
}

void markdown_struck(struct markdown *m, struct doc_node *parent)
{
    bool found = false;
    if (m->dialect != MARKDOWN_TEXT || m->depth >= MARKDOWN_DEPTH) return;
    for (struct doc_node *n = parent->first; n; n = n->next) {
        const char *open = n->kind == DOC_TEXT ? find_tildes(n->text, true) : NULL, *close = NULL;
        struct doc_node *to = n;
        if (!open) continue;
        for (const char *from = open + 2; to; to = to->next, from = NULL) {
            if (to->kind != DOC_TEXT) continue;
            close = find_tildes(from ? from : to->text, false);
            if (close) break;
        }
        if (!close) return;
        size_t begin = (size_t)(open - n->text);
        struct doc_node *stop = divide(m, to, (size_t)(close - to->text));
        divide(m, n, begin);
        strike(m, n, stop);
        found = true;
        n = n->next;  // the struck one; the loop goes on with what follows it
    }
    if (!found) return;
    drop_empty_texts(parent);
    for (struct doc_node *n = parent->first; n; n = n->next)
        if (n->kind == DOC_STRUCK) drop_empty_texts(n);
}

// ---- Tasks

void markdown_task(struct markdown *m, struct doc_node *item)
{
    struct doc_node *paragraph = item->first,
                    *text = paragraph && paragraph->kind == DOC_PARAGRAPH ? paragraph->first : NULL;
    if (!text || text->kind != DOC_TEXT) return;
    const char *s = text->text;
    bool box = s[0] == '[' && s[1] && strchr(" xX", s[1]) && s[2] == ']' && s[3] == ' ';
    if (!box) return;
    item->form = true;
    item->marked = s[1] != ' ';
    text->text = arena_strdup(m->a, s + 4 + strspn(s + 4, " "));
    drop_empty_texts(paragraph);
}

// ---- Alerts

const char *markdown_alert_kind(const char *text)
{
    static const char *const kinds[] = {"note", "tip", "important", "warning", "caution"};
    for (size_t i = 0; i < COUNT(kinds) && !strncmp(text, "[!", 2); i++) {
        size_t n = strlen(kinds[i]);
        if (!strncasecmp(text + 2, kinds[i], n) && text[2 + n] == ']') return kinds[i];
    }
    return NULL;
}

void markdown_alert(struct markdown *m, struct doc_node *quote)
{
    struct doc_node *paragraph = quote->first,
                    *text = paragraph && paragraph->kind == DOC_PARAGRAPH ? paragraph->first : NULL;
    bool alone = text && text->kind == DOC_TEXT &&
                 (!text->next || text->next->kind == DOC_SOFTBREAK ||
                  text->next->kind == DOC_LINEBREAK);
    const char *kind = alone ? markdown_alert_kind(text->text) : NULL;
    if (!kind) return;
    const char *rest = text->text + strlen(kind) + 3;
    rest += strspn(rest, "+- ");  // what Obsidian folds
    quote->title = kind;
    text->text = arena_strdup(m->a, rest);
    if (*rest) return;
    paragraph->first = text->next ? text->next->next : NULL;
    if (!paragraph->first) quote->first = paragraph->next;
    if (!quote->first) quote->last = NULL;
}
