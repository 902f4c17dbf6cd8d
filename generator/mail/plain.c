// Document → plain text. A paragraph is one line, which the program that shows it breaks.
#include "mail/plain.h"

#include <stdio.h>
#include <string.h>

struct plain {
    struct buf *out;
    char before[64];   // what each line begins with: "> ", or the indent of a list
    const char *mark;  // what the next line begins with behind that; NULL: nothing
    bool tight;        // the next block stands close behind the one before
    bool in_tight;     // the list around has its items close behind each other
};

// ---- Inlines

static void add_words(const char *text, struct buf *to)
{
    for (; *text; text++) {
        bool is_control = (unsigned char)*text < ' ' || *text == 0x7F;
        buf_c(to, is_control ? ' ' : *text);
    }
}

static void add_inlines(const struct doc_node *parent, struct buf *to);

// An address that stands for itself is not written twice.
static void add_link(const struct doc_node *n, struct buf *to)
{
    size_t from = to->n, scheme = n->text && !strncmp(n->text, "mailto:", 7) ? 7 : 0;
    add_inlines(n, to);
    if (!n->text || !*n->text) return;
    size_t length = strlen(n->text + scheme);
    if (to->n - from == length && !memcmp(to->p + from, n->text + scheme, length)) return;
    BUF_LIT(to, " (");
    add_words(n->text + scheme, to);
    BUF_LIT(to, ")");
}

static void add_inline(const struct doc_node *n, struct buf *to)
{
    switch (n->kind) {
    case DOC_TEXT:
    case DOC_CODE_SPAN: add_words(n->text ? n->text : "", to); break;
    case DOC_SOFTBREAK: buf_c(to, ' '); break;
    case DOC_LINEBREAK: buf_c(to, '\n'); break;
    case DOC_LINK: add_link(n, to); break;
    case DOC_IMAGE: break;
    default: add_inlines(n, to); break;
    }
}

static void add_inlines(const struct doc_node *parent, struct buf *to)
{
    for (const struct doc_node *n = parent->first; n; n = n->next) add_inline(n, to);
}

// ---- Lines

static void end_block(struct plain *p)
{
    if (p->out->n && !p->tight) {
        size_t n = strlen(p->before);
        while (n && p->before[n - 1] == ' ') n--;
        buf_add(p->out, p->before, n);
        buf_c(p->out, '\n');
    }
    p->tight = false;
}

// The lines of a block, behind an empty one.
static void add_lines(struct plain *p, const char *text, size_t n)
{
    while (n && (text[n - 1] == ' ' || text[n - 1] == '\n')) n--;
    if (!n) return;
    end_block(p);
    for (const char *end = text + n; text < end;) {
        const char *line = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((line ? line : end) - text), indent = strlen(p->before);
        size_t mark = p->mark ? strlen(p->mark) : 0;
        buf_add(p->out, p->before, indent - (mark < indent ? mark : indent));
        if (mark) buf_str(p->out, p->mark);
        p->mark = NULL;
        buf_add(p->out, text, length);
        buf_c(p->out, '\n');
        text += length + (line != NULL);
    }
}

static void add_block_of_words(struct plain *p, const struct doc_node *n)
{
    char most[512];
    struct buf words = BUF_IN(most);
    add_inlines(n, &words);
    add_lines(p, words.p, words.n);
    buf_free(&words);
}

// ---- Blocks

static void add_blocks(struct plain *p, const struct doc_node *parent);

static void add_within(struct plain *p, const struct doc_node *n, const char *prefix)
{
    size_t length = strlen(p->before);
    if (length + strlen(prefix) >= sizeof p->before) prefix = "";
    strcpy(p->before + length, prefix);
    add_blocks(p, n);
    p->before[length] = '\0';
}

static void add_list(struct plain *p, const struct doc_node *list)
{
    static const char blanks[] = "            ";
    char mark[24];
    int number = list->level;
    bool first = !p->in_tight, around = p->in_tight;
    p->in_tight = list->tight;
    for (const struct doc_node *item = list->first; item; item = item->next) {
        if (list->ordered) snprintf(mark, sizeof mark, "%d. ", number++ % 1000000);
        else strcpy(mark, "- ");
        p->mark = mark;
        p->tight = list->tight && !first;
        first = false;
        add_within(p, item, blanks + sizeof blanks - 1 - strlen(mark));
        p->mark = NULL;
    }
    p->in_tight = around;
    p->tight = false;
}

// What stands side by side on paper: "Label: value", or cells with bars between.
static void add_side_by_side(struct plain *p, const struct doc_node *n, const char *between)
{
    char most[512];
    struct buf words = BUF_IN(most);
    for (const struct doc_node *part = n->first; part; part = part->next) {
        if (part != n->first) buf_str(&words, between);
        add_inlines(part, &words);
    }
    add_lines(p, words.p, words.n);
    buf_free(&words);
}

static void add_rows(struct plain *p, const struct doc_node *n, const char *between)
{
    bool first = true;
    for (const struct doc_node *row = n->first; row; row = row->next) {
        p->tight = !first;
        first = false;
        add_side_by_side(p, row, between);
    }
    p->tight = false;
}

static void add_checklist(struct plain *p, const struct doc_node *n)
{
    for (const struct doc_node *item = n->first; item; item = item->next) {
        p->mark = "- ";
        p->tight = item != n->first;
        add_block_of_words(p, item);
    }
}

static void add_block(struct plain *p, const struct doc_node *n)
{
    switch (n->kind) {
    case DOC_HEADING:
    case DOC_PARAGRAPH: add_block_of_words(p, n); break;
    case DOC_LIST: add_list(p, n); break;
    case DOC_CHECKLIST: add_checklist(p, n); break;
    case DOC_BOX:
    case DOC_QUOTE:
        end_block(p);
        p->tight = true;
        add_within(p, n, "> ");
        break;
    case DOC_CODE: add_lines(p, n->text ? n->text : "", n->text ? strlen(n->text) : 0); break;
    case DOC_RULE: add_lines(p, "* * *", 5); break;
    case DOC_TABLE: add_rows(p, n, " | "); break;
    case DOC_FIELDS: add_rows(p, n, ": "); break;
    default: add_blocks(p, n); break;
    }
}

// Where inlines stand in a block of another kind, they are its words.
static void add_blocks(struct plain *p, const struct doc_node *parent)
{
    if (parent->first && doc_is_inline(parent->first->kind)) {
        add_block_of_words(p, parent);
        return;
    }
    for (const struct doc_node *n = parent->first; n; n = n->next) add_block(p, n);
}

void plain_add(const struct doc_node *doc, struct buf *out)
{
    struct plain p = {.out = out};
    add_blocks(&p, doc);
}
