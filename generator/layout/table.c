// Tables. A text table has light rules under its rows and no frame; a form has a full grid and rows
// high enough to write in by hand. The header rows are one slab, which is repeated where the table
// goes on.
#include "layout/table.h"

#include "layout/flow.h"

enum { MANY_ROWS = 2 };

struct grid {
    const struct context *context;
    bool form;
    size_t columns;
    mpt pad;
    mpt *widths, *edges;  // edges: columns + 1 of them, from the list's left
};

static size_t column_count(const struct doc_node *table)
{
    size_t most = 0;
    for (const struct doc_node *row = table->first; row; row = row->next) {
        size_t count = 0;
        for (const struct doc_node *cell = row->first; cell; cell = cell->next) count++;
        if (count > most) most = count;
    }
    return most;
}

static void set_cell(const struct grid *g, const struct doc_node *row, const struct doc_node *cell,
                     size_t column, int32_t tr, struct column *out)
{
    struct setting *set = g->context->set;
    bool header = row->header || (cell && cell->header);
    int32_t element = tag_new(set, header ? "TH" : "TD", tr);
    struct slab_list list = {0};
    mpt left = g->form || column ? g->pad : 0;
    if (cell && !g->form) left += table_step(g->context, cell);
    out->x = g->edges[column] + left;
    if (header) tag_get(set, element)->header_scope = row->header ? SCOPE_COLUMN : SCOPE_ROW;
    if (!cell) return;
    struct context c = context_at(g->context, &list, g->widths[column] - left - g->pad);
    c.element = element;
    c.body = row->header ? LOOK_CELL_HEAD : LOOK_CELL;
    c.align = cell->align;
    c.inside = true;
    tag_get(set, element)->language = cell->language;
    if (cell->language) c.language = cell->language;
    block_set_plain(&c, cell);
    out->first = list.first;
}

static const struct decor *row_decor(const struct grid *g, bool header, bool top)
{
    struct decor *d = ARENA_NEW(g->context->set->scratch, struct decor);
    mpt left = g->edges[0], right = g->edges[g->columns];
    *d = (struct decor){
        .x = left, .width = right - left, .below = TONE_RULE, .below_width = PT(0.5)};
    if (header && !g->form) {
        d->below = TONE_INK;
        d->below_width = PT(0.9);
    }
    if (g->form) {
        d->below = TONE_LINE;
        d->uprights = g->edges;
        d->upright_count = g->columns + 1;
        d->upright_tone = TONE_LINE;
        if (header) d->fill = TONE_TINT;
        if (top) d->above = TONE_LINE, d->above_width = PT(0.5);
    }
    return d;
}

static struct slab *set_row(const struct grid *g, struct slab_list *list,
                            const struct doc_node *row, int32_t parent, bool top)
{
    struct setting *set = g->context->set;
    const struct looks *looks = set->looks;
    int32_t tr = tag_new(set, "TR", parent);
    struct slab *s = slab_columns(set->scratch, list, g->columns, SPLIT_TALL);
    s->pad_top = looks->cell_pad_top;
    s->pad_bottom = looks->cell_pad_top + (row->header ? 0 : PT(1));
    s->height = g->form && !row->header ? looks->form_row : 0;
    s->decor = row_decor(g, row->header, top);
    const struct doc_node *cell = row->first;
    for (size_t i = 0; i < g->columns; i++) {
        set_cell(g, row, cell, i, tr, &s->columns[i]);
        cell = cell ? cell->next : NULL;
    }
    return s;
}

// The header rows as one slab, also kept for the pages on which the table goes on, unless it is too
// high for that. Returns the first row behind them.
static const struct doc_node *set_header(const struct grid *g, const struct doc_node *table,
                                         struct slab *slab, struct slab_list *rows, int32_t element)
{
    struct setting *set = g->context->set;
    const struct doc_node *row = table->first;
    struct slab_list list = {0};
    // a head needs a body
    int32_t head = table->last->header ? element : tag_new(set, "THead", element);
    for (; row && row->header; row = row->next) set_row(g, &list, row, head, row == table->first);
    struct slab *s = slab_columns(set->scratch, rows, 1, SPLIT_TALL);
    s->columns[0].first = list.first;
    s->keep_next = true;
    struct breaker b = {set->scratch, set->page_height, 1000, false};
    mpt highest = set->page_height / 3;
    if (slab_height(&b, s, highest) <= highest) slab->header = slab_copy_artifact(set->scratch, s);
    return row;
}

static struct grid grid_new(const struct context *c, const struct doc_node *n)
{
    struct grid g = {
        .context = c, .form = n->form, .columns = column_count(n), .pad = c->set->looks->cell_pad};
    struct arena *scratch = c->set->scratch;
    if (!g.columns) return g;
    mpt share = c->width / (mpt)g.columns;
    if (share < 8 * g.pad) g.pad = share / 8;
    g.widths = ARENA_ARRAY(scratch, mpt, g.columns);
    g.edges = ARENA_ARRAY(scratch, mpt, g.columns + 1);
    if (!table_widths(c, n, g.columns, 2 * g.pad, g.widths)) {
        g.pad /= 2;
        table_widths(c, n, g.columns, 2 * g.pad, g.widths);
    }
    g.edges[0] = c->x;
    for (size_t i = 0; i < g.columns; i++) g.edges[i + 1] = g.edges[i] + g.widths[i];
    return g;
}

// No page has one row of many, under the header or a repeated one, unless rows are high.
static void keep_ends(struct setting *set, struct slab *first)
{
    struct breaker b = {set->scratch, set->page_height, 1000, false};
    size_t left = 0;
    for (const struct slab *s = first; s; s = s->next) left++;
    bool many = left > MANY_ROWS;
    for (struct slab *s = first; s && s->next; s = s->next, left--) {
        mpt most = set->page_height / 3, height = slab_height(&b, s, most);
        bool low = height < most && height + slab_height(&b, s->next, most) <= most;
        s->keep_next = low && (left == 2 || (s == first && many));
    }
}

// A table of more columns than any page has room for: its cells one under the other.
static void set_cells_as_paragraphs(const struct context *c, const struct doc_node *n)
{
    for (const struct doc_node *row = n->first; row; row = row->next)
        for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
            struct context inner = *c;
            inner.element = tag_new(c->set, "Div", c->element);
            block_set_children(&inner, cell);
        }
}

void table_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    size_t columns = column_count(n);
    if (!columns) return;
    if (c->width / (mpt)(columns < 1000 ? columns : 1000) < look_of(c, LOOK_CELL)->size * 28 / 10) {
        set_cells_as_paragraphs(c, n);
        return;
    }
    struct grid g = grid_new(c, n);
    struct slab *table = slab_columns(set->scratch, c->out, 1, SPLIT_FREELY);
    struct slab_list rows = {0};
    const struct doc_node *row = n->first;
    int32_t element = tag_new(set, "Table", c->element), body = element;
    tag_get(set, element)->title = n->title;
    table->before = table->after = set->looks->block_gap;
    if (row->header) {
        row = set_header(&g, n, table, &rows, element);
        if (row) body = tag_new(set, "TBody", element);
    }
    struct slab *head = rows.last;
    for (; row; row = row->next) set_row(&g, &rows, row, body, row == n->first);
    keep_ends(set, head ? head->next : rows.first);
    table->columns[0].first = rows.first;
    table->keep_next = n->next && n->next->kind == DOC_CHOICES;
}
