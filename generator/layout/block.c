// Walking the blocks of a document: each is set by the function of its kind, which may come back
// here for the blocks within.
#include "layout/block.h"

#include <string.h>

#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"

static void typeset_kind(const struct context *c, const struct doc_node *n)
{
    block_typesetter *typeset = c->ts->kinds[n->kind];
    if (typeset) typeset(c, n);
}

static const struct doc_node *after_subtree(const struct doc_node *n, const struct doc_node *root)
{
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

// Nested deeper than pages can show: every paragraph below, one under the other.
static void typeset_flat(const struct context *c, const struct doc_node *root)
{
    for (const struct doc_node *n = root; n;) {
        bool text = n->kind == DOC_PARAGRAPH || n->kind == DOC_HEADING;
        if (text) paragraph_typeset(c, n);
        else if (n->kind == DOC_CODE || n->kind == DOC_FIGURE) typeset_kind(c, n);
        else if (doc_is_inline(n->kind)) paragraph_typeset_inlines(c, n, n->next, true);
        n = n->first && !text && !doc_is_inline(n->kind) ? n->first : after_subtree(n, root);
    }
}

void block_typeset(const struct context *c, const struct doc_node *n)
{
    struct context inner = *c;
    inner.depth++;
    if (n->language && strcmp(n->language, c->language)) {
        inner.element = element_new(c->ts, "Div", c->element);
        element_get(c->ts, inner.element)->language = n->language;
        inner.language = n->language;
    }
    if (inner.depth > DEPTH_LIMIT) typeset_flat(&inner, n);
    else typeset_kind(&inner, n);
}

// The first node behind n that is no inline.
static const struct doc_node *after_inlines(const struct doc_node *n)
{
    while (n && doc_is_inline(n->kind)) n = n->next;
    return n;
}

// A label of lines to write on, below text, is not left alone with them: the end of the text stays
// with it.
static void keep_above_question(const struct context *c, const struct doc_node *above,
                                const struct doc_node *n)
{
    bool asks = n->kind == DOC_PARAGRAPH && n->role == ROLE_LABEL && n->next &&
                n->next->kind == DOC_LINES;
    if (asks && above && above->kind != DOC_LINES && c->out->last) c->out->last->keep_next = true;
}

// A title that another one follows introduces nothing: a page may end between them.
static void part_titles(const struct context *c, const struct doc_node *n)
{
    const struct doc_node *next = n->next;
    bool title = (n->kind == DOC_PARAGRAPH && n->role == ROLE_THREAD) ||
                 (n->kind == DOC_HEADING && next && n->level >= next->level);
    if (title && next && next->kind == DOC_HEADING && c->out->last) c->out->last->keep_next = false;
}

void block_typeset_children(const struct context *c, const struct doc_node *parent)
{
    const struct doc_node *above = NULL;
    for (const struct doc_node *n = parent->first; n;) {
        const struct doc_node *stop = after_inlines(n);
        if (stop != n) {
            paragraph_typeset_inlines(c, n, stop, true);
            n = stop;
        } else {
            keep_above_question(c, above, n);
            block_typeset(c, n);
            part_titles(c, n);
            above = n;
            n = n->next;
        }
    }
}

void block_typeset_plain(const struct context *c, const struct doc_node *parent)
{
    for (const struct doc_node *n = parent->first; n;) {
        const struct doc_node *stop = after_inlines(n);
        bool plain = n->kind == DOC_PARAGRAPH && n->role == ROLE_BODY && !n->language;
        if (stop != n) {
            paragraph_typeset_inlines(c, n, stop, false);
            n = stop;
            continue;
        }
        if (plain) paragraph_typeset_inlines(c, n->first, NULL, false);
        else block_typeset(c, n);
        n = n->next;
    }
}
