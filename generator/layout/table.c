// Tables. A text table has light rules below its rows and no frame; a form has a full grid and rows
// high enough to write in by hand. The header rows are one slab, which is repeated where the table
// goes on on another page.
#include "layout/table.h"

#include <assert.h>

#include "layout/block.h"
#include "layout/element.h"
#include "layout/flow.h"
#include "layout/kinds.h"

enum { MANY_ROWS = 2 };

struct table_grid {
    const struct context *context;
    bool form, framed;  // framed: in a frame of what it stands in
    bool low;           // bars or shades in its cells: the rows are a chart
    bool grouped;       // rows stand under others across the table, close behind each other
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

bool table_is_grouped(const struct doc_node *table)
{
    for (const struct doc_node *row = table->first; row; row = row->next)
        if (row->across) return true;
    return false;
}

static void typeset_cell(const struct table_grid *g, const struct doc_node *row,
                         const struct doc_node *cell, size_t column, int32_t tr, struct column *out)
{
    struct typesetter *ts = g->context->ts;
    bool corner = row->header && !column && (!cell || !cell->first);  // it is of no column
    bool header = !corner && (row->header || (cell && cell->header));
    int32_t element = element_new(ts, header ? "TH" : "TD", tr);
    struct slab_list list = {0};
    mpt left = (g->form && !g->framed) || column ? g->pad : 0;
    if (cell && !g->form) left += table_measure_indent(g->context, cell);
    out->x = g->edges[column] + left;
    if (header) element_get(ts, element)->header_scope = row->header ? SCOPE_COLUMN : SCOPE_ROW;
    if (!cell) return;
    mpt width = g->widths[column] - left - g->pad,
        words = cell->bar ? table_bars_words(g->context, row->parent, column, width) : width;
    struct context c = context_column(g->context, &list, words);
    c.element = element;
    c.body = g->framed ? STYLE_FORM : STYLE_CELL;
    if (row->header) c.body = STYLE_CELL_HEAD;
    c.align = cell->align;
    c.inside = true;
    element_get(ts, element)->language = cell->language;
    if (cell->language) c.language = cell->language;
    block_typeset_plain(&c, cell);
    table_bars_add(&c, &list, cell, words, width);
    out->first = list.first;
}

static const struct decor *across_decor(const struct table_grid *g, bool below_head)
{
    struct decor *d = ARENA_NEW(g->context->ts->scratch, struct decor);
    *d = (struct decor){.x = g->edges[0], .width = g->edges[g->columns] - g->edges[0]};
    if (!below_head) d->above = TONE_INK, d->above_width = PT(0.9);
    return d;
}

static const struct decor *row_decor(const struct table_grid *g, bool header, bool top, bool last)
{
    struct decor *d = ARENA_NEW(g->context->ts->scratch, struct decor);
    mpt left = g->edges[0], right = g->edges[g->columns];
    *d = (struct decor){
        .x = left, .width = right - left, .below = TONE_RULE, .below_width = PT(0.5)};
    if (header && (!g->form || g->framed)) {
        d->below = TONE_INK;
        d->below_width = PT(0.9);
    }
    if (g->framed) {
        d->below = last ? TONE_NONE : TONE_LINE;
        d->uprights = g->edges + 1;
        d->upright_count = header ? 0 : g->columns - 1;
        d->upright_tone = TONE_RULE;
        if (header) d->below = TONE_INK;
    } else if (g->form) {
        d->below = TONE_LINE;
        d->uprights = g->edges;
        d->upright_count = g->columns + 1;
        d->upright_tone = TONE_LINE;
        if (header) d->fill = TONE_TINT;
        if (top) d->above = TONE_LINE, d->above_width = PT(0.5);
    }
    return d;
}

static const struct doc_node *first_body_row(const struct doc_node *table)
{
    const struct doc_node *row = table->first;
    while (row && row->header) row = row->next;
    return row;
}

static bool ends_in_lines(const struct doc_node *cell)
{
    return cell->last && cell->last->kind == DOC_LINES;
}

// One cell over all columns, with the rows to come below it.
static void typeset_across(const struct table_grid *g, const struct doc_node *cell, int32_t tr,
                           bool below_head, struct slab *s)
{
    struct typesetter *ts = g->context->ts;
    struct slab_list list = {0};
    mpt left = g->form ? g->pad : 0;
    struct context c = context_column(g->context, &list,
                                      g->edges[g->columns] - g->edges[0] - left - g->pad);
    c.element = element_new(ts, "TH", tr);
    struct paper_element *e = element_get(ts, c.element);
    e->header_scope = SCOPE_ROW;
    e->column_span = (uint8_t)g->columns;
    c.body = STYLE_CELL;
    c.inside = true;
    block_typeset_plain(&c, cell);
    s->columns[0] = (struct column){.x = g->edges[0] + left, .first = list.first};
    s->column_count = 1;
    if (ends_in_lines(cell)) s->pad_bottom = 0;
    for (struct slab *k = list.first; k && k->next; k = k->next)
        if (k->next == list.last) k->after = 0;
    s->decor = across_decor(g, below_head);
    s->keep_next = true;
}

static struct slab *typeset_row(const struct table_grid *g, struct slab_list *list,
                                const struct doc_node *row, int32_t parent, bool top)
{
    struct typesetter *ts = g->context->ts;
    const struct stylesheet *styles = ts->styles;
    int32_t tr = element_new(ts, "TR", parent);
    struct slab *s = slab_columns(ts->scratch, list, g->columns, SPLIT_TALL);
    s->pad_top = styles->cell_pad_top;
    s->pad_bottom = styles->cell_pad_top + (row->header ? 0 : PT(1));
    if (g->low && !row->header) {
        s->pad_top /= 2;
        s->pad_bottom /= 2;
    }
    if (g->grouped && !row->header && !row->across) s->pad_top = s->pad_bottom = PT(2);
    if (g->framed) {
        s->pad_top = row->header ? PT(1) : PT(2.5);
        s->pad_bottom = row->header ? PT(3) : PT(2);
    }
    if (g->form && !row->header) s->height = g->framed ? styles->card_row : styles->form_row;
    s->decor = row_decor(g, row->header, top, !row->next);
    const struct doc_node *cell = row->first;
    if (row->across) {
        typeset_across(g, cell, tr, row == first_body_row(row->parent), s);
        return s;
    }
    for (size_t i = 0; i < g->columns; i++) {
        if (cell) table_bars_shade(g->context, s, cell, g->edges[i], g->widths[i]);
        typeset_cell(g, row, cell, i, tr, &s->columns[i]);
        cell = cell ? cell->next : NULL;
    }
    return s;
}

// The header rows as one slab, which becomes the header of the table's slab, too, unless it is too
// high to be repeated. Returns the first row behind them.
static const struct doc_node *typeset_header(const struct table_grid *g,
                                             const struct doc_node *table, struct slab *slab,
                                             struct slab_list *rows, int32_t element)
{
    struct typesetter *ts = g->context->ts;
    const struct doc_node *row = table->first;
    struct slab_list list = {0};
    // a head needs a body
    int32_t head = table->last->header ? element : element_new(ts, "THead", element);
    for (; row && row->header; row = row->next)
        typeset_row(g, &list, row, head, row == table->first);
    struct slab *s = slab_columns(ts->scratch, rows, 1, SPLIT_TALL);
    s->columns[0].first = list.first;
    s->keep_next = true;
    struct page_breaker b = flow_breaker(ts->scratch, ts->page_height);
    mpt highest = ts->page_height / 3;
    if (flow_slab_height(&b, s, highest) <= highest)
        slab->header = slab_copy_artifact(ts->scratch, s);
    return row;
}

// By their weights alone, so that the tables of all cards have the same columns.
static void share_widths(const struct doc_node *head, mpt width, mpt *widths)
{
    int64_t sum = 0, before = 0;
    size_t i = 0;
    for (const struct doc_node *cell = head->first; cell; cell = cell->next) sum += cell->width;
    for (const struct doc_node *cell = head->first; cell; cell = cell->next, i++) {
        widths[i] = (mpt)((before + cell->width) * width / sum - before * width / sum);
        before += cell->width;
    }
}

static struct table_grid grid_new(const struct context *c, const struct doc_node *n)
{
    struct table_grid g = {
        .context = c, .form = n->form, .framed = n->tight, .columns = column_count(n)};
    g.pad = g.framed ? c->ts->styles->cell_pad / 2 : c->ts->styles->cell_pad;
    struct arena *scratch = c->ts->scratch;
    g.low = table_bars_any(n);
    if (!g.columns) return g;
    g.grouped = table_is_grouped(n);
    mpt share = c->width / (mpt)g.columns;
    if (share < 8 * g.pad) g.pad = share / 8;
    g.widths = ARENA_ARRAY(scratch, mpt, g.columns);
    g.edges = ARENA_ARRAY(scratch, mpt, g.columns + 1);
    if (g.framed) {
        share_widths(n->first, c->width, g.widths);
    } else if (!table_widths(c, n, g.columns, 2 * g.pad, g.widths)) {
        g.pad /= 2;
        table_widths(c, n, g.columns, 2 * g.pad, g.widths);
    }
    g.edges[0] = c->x;
    for (size_t i = 0; i < g.columns; i++) g.edges[i + 1] = g.edges[i] + g.widths[i];
    assert(g.edges[g.columns] == c->x + c->width);
    return g;
}

// No page has only one row of many, unless rows are high.
static void keep_ends(struct typesetter *ts, struct slab *first)
{
    struct page_breaker b = flow_breaker(ts->scratch, ts->page_height);
    size_t left = 0;
    for (const struct slab *s = first; s; s = s->next) left++;
    bool many = left > MANY_ROWS;
    for (struct slab *s = first; s && s->next; s = s->next, left--) {
        mpt most = ts->page_height / 3, height = flow_slab_height(&b, s, most);
        bool low = height < most && height + flow_slab_height(&b, s->next, most) <= most;
        s->keep_next = low && (left == 2 || (s == first && many));
    }
}

static void warn_of_columns(const struct context *c, const struct doc_node *n, size_t columns)
{
    struct diags *d = c->ts->layout->diags;
    struct diag *g = diag_warning(d, n->place, "table-too-wide",
                                  "a page has no room for a table of %zu columns: its cells stand "
                                  "below each other",
                                  columns);
    diag_hint(d, g, "divide it into several tables, or write its columns as rows");
}

// A table of more columns than any page has room for: its cells one under the other.
static void typeset_cells_as_paragraphs(const struct context *c, const struct doc_node *n)
{
    for (const struct doc_node *row = n->first; row; row = row->next)
        for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
            struct context inner = *c;
            inner.element = element_new(c->ts, "Div", c->element);
            block_typeset_children(&inner, cell);
        }
}

void table_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    size_t columns = column_count(n);
    if (!columns) return;
    if (c->width / (mpt)(columns < 1000 ? columns : 1000) <
        style_of(c, STYLE_CELL)->size * 28 / 10) {
        warn_of_columns(c, n, columns);
        typeset_cells_as_paragraphs(c, n);
        return;
    }
    struct table_grid g = grid_new(c, n);
    const struct slab *above = c->out->last;
    struct slab *table = slab_columns(ts->scratch, c->out, 1, SPLIT_FREELY);
    struct slab_list rows = {0};
    const struct doc_node *row = n->first;
    int32_t element = element_new(ts, "Table", c->element), body = element;
    element_get(ts, element)->title = n->title;
    table->before = table->after = ts->styles->block_gap;
    if (above && above->keep_next) table->before = 0;  // near the heading that it stands under
    if (row->header) {
        row = typeset_header(&g, n, table, &rows, element);
        if (row) body = element_new(ts, "TBody", element);
    }
    struct slab *head = rows.last;
    for (; row; row = row->next) typeset_row(&g, &rows, row, body, row == n->first);
    keep_ends(ts, head ? head->next : rows.first);
    table->columns[0].first = rows.first;
    table->keep_next = n->next && n->next->kind == DOC_CHOICES;
}
