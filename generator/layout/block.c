// Which function sets which kind of block.
#include <string.h>

#include "layout/typeset.h"

static void section_typeset(const struct context *c, const struct doc_node *n)
{
    block_typeset_children(c, n);
}

typedef void block_typesetter(const struct context *c, const struct doc_node *n);

static block_typesetter *const typesetters[DOC_KIND_COUNT] = {
    [DOC_DOCUMENT] = section_typeset,
    [DOC_SECTION] = section_typeset,
    [DOC_GROUP] = section_typeset,
    [DOC_HEADING] = paragraph_typeset_heading,
    [DOC_PARAGRAPH] = paragraph_typeset,
    [DOC_LIST] = list_typeset,
    [DOC_ITEM] = section_typeset,
    [DOC_QUOTE] = box_typeset_quote,
    [DOC_CODE] = code_typeset,
    [DOC_RULE] = box_typeset_rule,
    [DOC_TABLE] = table_typeset,
    [DOC_ROW] = section_typeset,
    [DOC_CELL] = section_typeset,
    [DOC_FIGURE] = figure_typeset,
    [DOC_FENCE] = section_typeset,
    [DOC_KEEP] = box_typeset_keep,
    [DOC_BOX] = box_typeset,
    [DOC_FIELDS] = fields_typeset,
    [DOC_FIELD] = section_typeset,
    [DOC_LINES] = lines_typeset,
    [DOC_COLUMNS] = columns_typeset,
    [DOC_COLUMN] = section_typeset,
    [DOC_TIMELINE] = timeline_typeset,
    [DOC_EVENT] = section_typeset,
    [DOC_CHECKLIST] = list_typeset_checklist,
    [DOC_CHECK] = section_typeset,
    [DOC_SIGNATURES] = signatures_typeset,
    [DOC_SIGNATURE] = section_typeset,
    [DOC_CHOICES] = choices_typeset,
    [DOC_SCALE] = scale_typeset,
    [DOC_MARK] = mark_typeset,
    [DOC_ENTRY] = input_typeset,
    [DOC_MARKS] = input_typeset_marks,
    [DOC_CHART] = chart_typeset,
    [DOC_ADDRESS] = address_typeset,
};

static const struct doc_node *after_subtree(const struct doc_node *n, const struct doc_node *root)
{
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

// Nested deeper than pages can show: every paragraph below, one under the other.
static void typeset_flat(const struct context *c, const struct doc_node *root)
{
    for (const struct doc_node *n = root; n;) {
        bool leaf = n->kind == DOC_PARAGRAPH || n->kind == DOC_HEADING;
        if (leaf) paragraph_typeset(c, n);
        else if (n->kind == DOC_CODE) code_typeset(c, n);
        else if (n->kind == DOC_FIGURE) figure_typeset(c, n);
        else if (n->kind == DOC_CHART) chart_typeset(c, n);
        else if (doc_is_inline(n->kind)) paragraph_typeset_inlines(c, n, n->next, true);
        n = n->first && !leaf && !doc_is_inline(n->kind) ? n->first : after_subtree(n, root);
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
    // with what is signed
    if (n->kind == DOC_SIGNATURES) box_keep_heading(&inner, c->ts->page_height / 2);
    if (inner.depth > DEPTH_LIMIT) typeset_flat(&inner, n);
    else if (typesetters[n->kind]) typesetters[n->kind](&inner, n);
}

void block_typeset_children(const struct context *c, const struct doc_node *parent)
{
    for (const struct doc_node *n = parent->first; n;) {
        const struct doc_node *stop = n;
        while (stop && doc_is_inline(stop->kind)) stop = stop->next;
        if (stop != n) paragraph_typeset_inlines(c, n, stop, true);
        else block_typeset(c, n), stop = n->next;
        n = stop;
    }
}

void block_typeset_plain(const struct context *c, const struct doc_node *parent)
{
    for (const struct doc_node *n = parent->first; n;) {
        const struct doc_node *stop = n;
        while (stop && doc_is_inline(stop->kind)) stop = stop->next;
        bool plain = n->kind == DOC_PARAGRAPH && n->role == ROLE_BODY && !n->language;
        if (stop != n) paragraph_typeset_inlines(c, n, stop, false);
        else if (plain) paragraph_typeset_inlines(c, n->first, NULL, false), stop = n->next;
        else block_typeset(c, n), stop = n->next;
        n = stop;
    }
}

const struct doc_node *block_child(const struct doc_node *n, size_t index)
{
    const struct doc_node *child = n ? n->first : NULL;
    while (child && index--) child = child->next;
    return child;
}

struct context block_context(const struct context *c, struct slab_list *out, mpt width)
{
    struct context inner = *c;
    inner.out = out;
    inner.x = 0;
    inner.width = width > PT(8) ? width : PT(8);
    return inner;
}
