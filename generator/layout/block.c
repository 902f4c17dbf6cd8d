// Which function sets which kind of block.
#include "layout/kept.h"

#include <string.h>

static void section_set(const struct context *c, const struct doc_node *n)
{
    block_set_children(c, n);
}

static block_setter *const setters[DOC_KIND_COUNT] = {
    [DOC_DOCUMENT] = section_set,
    [DOC_SECTION] = section_set,
    [DOC_GROUP] = section_set,
    [DOC_HEADING] = heading_set,
    [DOC_PARAGRAPH] = paragraph_set,
    [DOC_LIST] = list_set,
    [DOC_ITEM] = section_set,
    [DOC_QUOTE] = quote_set,
    [DOC_CODE] = code_set,
    [DOC_RULE] = rule_set,
    [DOC_TABLE] = table_set,
    [DOC_ROW] = section_set,
    [DOC_CELL] = section_set,
    [DOC_FIGURE] = figure_set,
    [DOC_FENCE] = section_set,
    [DOC_KEEP] = keep_set,
    [DOC_BOX] = box_set,
    [DOC_FIELDS] = fields_set,
    [DOC_FIELD] = section_set,
    [DOC_LINES] = lines_set,
    [DOC_COLUMNS] = columns_set,
    [DOC_COLUMN] = section_set,
    [DOC_TIMELINE] = timeline_set,
    [DOC_EVENT] = section_set,
    [DOC_CHECKLIST] = checklist_set,
    [DOC_CHECK] = section_set,
    [DOC_SIGNATURES] = signatures_set,
    [DOC_SIGNATURE] = section_set,
    [DOC_CHOICES] = choices_set,
    [DOC_SCALE] = scale_set,
    [DOC_MARK] = mark_set,
    [DOC_ENTRY] = entry_set,
    [DOC_MARKS] = marks_set,
    [DOC_CHART] = chart_set,
    [DOC_ADDRESS] = address_set,
};

static const struct doc_node *after_subtree(const struct doc_node *n, const struct doc_node *root)
{
    while (n != root && !n->next) n = n->parent;
    return n == root ? NULL : n->next;
}

// Nested deeper than pages can show: every paragraph below, one under the other.
static void set_flat(const struct context *c, const struct doc_node *root)
{
    for (const struct doc_node *n = root; n;) {
        bool leaf = n->kind == DOC_PARAGRAPH || n->kind == DOC_HEADING;
        if (leaf) paragraph_set(c, n);
        else if (n->kind == DOC_CODE) code_set(c, n);
        else if (n->kind == DOC_FIGURE) figure_set(c, n);
        else if (n->kind == DOC_CHART) chart_set(c, n);
        else if (doc_is_inline(n->kind)) paragraph_set_inlines(c, n, n->next, true);
        n = n->first && !leaf && !doc_is_inline(n->kind) ? n->first : after_subtree(n, root);
    }
}

void block_set(const struct context *c, const struct doc_node *n)
{
    struct context inner = *c;
    inner.depth++;
    if (n->language && strcmp(n->language, c->language)) {
        inner.element = tag_new(c->set, "Div", c->element);
        tag_get(c->set, inner.element)->language = n->language;
        inner.language = n->language;
    }
    // with what is signed
    if (n->kind == DOC_SIGNATURES) keep_heading(&inner, c->set->page_height / 2);
    if (inner.depth > DEPTH_LIMIT) set_flat(&inner, n);
    else if (setters[n->kind] && kept_may(&inner, n)) kept_set(&inner, n, setters[n->kind]);
    else if (setters[n->kind]) setters[n->kind](&inner, n);
}

void block_set_children(const struct context *c, const struct doc_node *parent)
{
    for (const struct doc_node *n = parent->first; n;) {
        const struct doc_node *stop = n;
        while (stop && doc_is_inline(stop->kind)) stop = stop->next;
        if (stop != n) paragraph_set_inlines(c, n, stop, true);
        else block_set(c, n), stop = n->next;
        n = stop;
    }
}

void block_set_plain(const struct context *c, const struct doc_node *parent)
{
    for (const struct doc_node *n = parent->first; n;) {
        const struct doc_node *stop = n;
        while (stop && doc_is_inline(stop->kind)) stop = stop->next;
        bool plain = n->kind == DOC_PARAGRAPH && n->role == ROLE_BODY && !n->language;
        if (stop != n) paragraph_set_inlines(c, n, stop, false);
        else if (plain) paragraph_set_inlines(c, n->first, NULL, false), stop = n->next;
        else block_set(c, n), stop = n->next;
        n = stop;
    }
}

const struct doc_node *block_child(const struct doc_node *n, size_t index)
{
    const struct doc_node *child = n ? n->first : NULL;
    while (child && index--) child = child->next;
    return child;
}

struct context context_at(const struct context *c, struct slab_list *out, mpt width)
{
    struct context inner = *c;
    inner.out = out;
    inner.x = 0;
    inner.width = width > PT(8) ? width : PT(8);
    return inner;
}
