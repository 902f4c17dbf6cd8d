// What GitHub's Markdown adds to CommonMark, but for tables: struck text, tasks and alerts. They
// are read from what cmark takes for text.
#include "read/markdown/state.h"

#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"

// ---- Struck text

bool markdown_is_of_word(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || (c & 0x80);
}

// Whether n tildes at s, in the text that begins at `text`, can open or close what is struck. A
// single one within a word makes a small letter of what it stands around in other programs: CO~2~.
static bool is_mark(const char *text, const char *s, size_t n, bool opening)
{
    char before = s > text ? s[-1] : '\0', behind = s[n];
    if (n > 2 || (opening ? behind : before) == ' ') return false;
    return n == 2 || !markdown_is_of_word(opening ? before : behind);
}

// The text that is divided keeps what stands before the mark; a new one behind it has the rest.
static struct doc_node *divide(struct markdown *m, struct doc_node *text, size_t mark, size_t marks)
{
    struct doc_node *rest = doc_new(m->a, DOC_TEXT, text->place);
    rest->text = text->text + mark + marks;
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

struct opener {  // a mark that may open what is struck
    struct doc_node *text;
    size_t at;
    unsigned number;  // of those so far
};

// Strikes what stands between the opener and the mark at a byte of a text; the text behind it.
static struct doc_node *close_struck(struct markdown *m, const struct opener *open,
                                     struct doc_node *text, size_t at, size_t marks)
{
    struct doc_node *stop = divide(m, text, at, marks);
    divide(m, open->text, open->at, marks);
    strike(m, open->text, stop);
    return stop;
}

void markdown_struck(struct markdown *m, struct doc_node *parent)
{
    struct opener open[3] = {{0}};  // the last one of one tilde, and of two
    unsigned openers = 0, found = 0;
    if (m->dialect != MARKDOWN_TEXT || m->depth >= MARKDOWN_DEPTH) return;
    for (struct doc_node *n = parent->first; n; n = n->next) {
        const char *s = n->kind == DOC_TEXT ? n->text : NULL;
        while (s && (s = strchr(s, '~'))) {
            size_t marks = strspn(s, "~"), at = (size_t)(s - n->text);
            s += marks;
            if (marks > 2) continue;
            struct opener *mine = &open[marks], *other = &open[3 - marks];
            if (mine->text && is_mark(n->text, n->text + at, marks, false)) {
                n = close_struck(m, mine, n, at, marks);
                s = n->text;
                if (other->number > mine->number) *other = (struct opener){0};
                *mine = (struct opener){0};
                found++;
            } else if (is_mark(n->text, n->text + at, marks, true)) {
                *mine = (struct opener){n, at, ++openers};
            }
        }
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
