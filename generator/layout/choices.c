// Choices: boxes to tick under their label, side by side as long as there is room; where one line
// is not enough, in columns of one width.
#include "layout/choices.h"

#include <string.h>

#include "layout/beside.h"
#include "layout/block.h"
#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/mark.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

enum { CLOSEST = 70 };  // per cent of the text's size, between two boxes with their words

struct choice_grid {
    const struct context *context;
    mpt indent;      // of the words, behind the box
    mpt gap;         // between two boxes with their words
    mpt *widths;     // of each box with its words
    size_t count;    // boxes in all
    size_t columns;  // side by side
    mpt column;      // the width of a column; 0: each its own
};

static mpt width_of(const struct choice_grid *g, const struct doc_node *check)
{
    const struct context *c = g->context;
    struct typesetter *ts = c->ts;
    mpt width = g->indent + PT(1) +
                pen_width(ts->layout, style_of(c, c->body), c->language,
                          doc_plain(ts->scratch, check));
    return width < c->width ? width : c->width;
}

static struct choice_grid measure(const struct context *c, const struct doc_node *first)
{
    const struct text_style *text_style = style_of(c, c->body);
    struct choice_grid g = {.context = c,
                            .indent = c->ts->styles->mark_box + text_style->size * 6 / 10,
                            .gap = text_style->size * 14 / 10};
    for (const struct doc_node *n = first; n; n = n->next) g.count++;
    g.widths = ARENA_ARRAY(c->ts->scratch, mpt, g.count);
    int64_t sum = 0;
    mpt widest = 0;
    size_t i = 0;
    for (const struct doc_node *n = first; n; n = n->next, i++) {
        g.widths[i] = width_of(&g, n);
        if (g.widths[i] > widest) widest = g.widths[i];
        sum += g.widths[i] + (i ? g.gap : 0);
    }
    g.columns = g.count;
    if (sum <= c->width) return g;
    // closer together, if that is enough
    mpt closer = g.gap - text_style->size * CLOSEST / 100;
    if (g.count > 1 && sum - closer * (mpt)(g.count - 1) <= c->width) {
        g.gap = (mpt)((c->width - (sum - (int64_t)g.gap * (mpt)(g.count - 1))) /
                      (int64_t)(g.count - 1));
        return g;
    }
    g.columns = (size_t)((c->width + g.gap) / (widest + g.gap));
    if (!g.columns) g.columns = 1;
    size_t rows = (g.count + g.columns - 1) / g.columns;
    g.columns = (g.count + rows - 1) / rows;
    g.column = (c->width - g.gap * (mpt)(g.columns - 1)) / (mpt)g.columns;
    return g;
}

static void typeset_check(const struct choice_grid *g, const struct doc_node *check, int32_t list,
                          mpt width, struct column *out)
{
    struct typesetter *ts = g->context->ts;
    struct slab_list lines = {0};
    struct context c = context_column(g->context, &lines, width - g->indent);
    int32_t li = element_new(ts, "LI", list);
    c.x = g->indent;
    if (check->language) c.language = element_get(ts, li)->language = check->language;
    int32_t label = mark_label(&c, check, "Lbl", li);
    c.element = element_new(ts, "LBody", li);
    block_typeset_plain(&c, check);
    if (!lines.first) slab_new(ts->scratch, &lines)->height = style_of(&c, c.body)->leading;
    mark_box(&c, lines.first, check, label, 0, 0);
    out->first = lines.first;
}

static const struct doc_node *typeset_row(const struct choice_grid *g, const struct doc_node *check,
                                          size_t from, int32_t list)
{
    const struct context *c = g->context;
    size_t count = g->count - from < g->columns ? g->count - from : g->columns;
    struct slab *s = slab_columns(c->ts->scratch, c->out, count, SPLIT_TALL);
    mpt x = c->x;
    s->height = c->ts->styles->mark_box + PT(4);
    s->before = s->after = PT(2);
    for (size_t i = 0; i < count; i++, check = check->next) {
        mpt width = g->column ? g->column : g->widths[from + i];
        s->columns[i].x = x;
        typeset_check(g, check, list, width, &s->columns[i]);
        x += width + g->gap;
    }
    return check;
}

// Close behind each other, in lines.
static struct choice_grid measure_close(const struct context *c, const struct doc_node *first)
{
    struct choice_grid g = measure(c, first);
    mpt saved = g.indent - c->ts->styles->mark_box - style_of(c, c->body)->size * 2 / 5;
    g.indent -= saved;
    for (size_t i = 0; i < g.count; i++) g.widths[i] -= saved;
    g.gap = style_of(c, c->body)->size * 2 / 3;
    g.column = 0;
    return g;
}

static void closer(const struct context *c, struct slab *line)
{
    line->height = c->ts->styles->mark_box + PT(1);
    line->before = line->after = PT(1);
}

// How many boxes, from that one on, stand on one line.
static size_t line_length(const struct choice_grid *g, size_t from)
{
    size_t count = 0;
    for (mpt x = 0; from + count < g->count; count++) {
        x += g->widths[from + count];
        if (count && x > g->context->width) break;
        x += g->gap;
    }
    return count;
}

void choices_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    const struct doc_node *label = n->first, *check = label ? label->next : NULL;
    if (!check) return;
    struct context inner = *c;
    inner.element = element_new(ts, "Div", c->element);
    mpt beside = n->form ? beside_width(c, label) : 0;
    int32_t p = beside ? element_new(ts, "P", inner.element) : ELEMENT_ARTIFACT;
    if (!beside) block_typeset(&inner, label);
    int32_t list = element_new(ts, "L", inner.element);
    element_get(ts, list)->numbering = NUMBERING_DISC;
    if (n->tight) inner.body = STYLE_FORM;
    inner.x += beside;
    inner.width -= beside;
    struct choice_grid g = n->tight ? measure_close(&inner, check) : measure(&inner, check);
    for (size_t from = 0; check; from += g.columns) {
        if (n->tight) g.columns = line_length(&g, from);
        check = typeset_row(&g, check, from, list);
        if (n->tight) closer(c, c->out->last);
        struct slab *row = c->out->last;
        if (check) row->keep_next = true;
        if (from || !beside) continue;
        row->baseline = row->columns[0].first->baseline;
        beside_put(&inner, row, label, c->x, p);
    }
    c->out->last->after = style_of(c, STYLE_BODY)->after;
    c->out->last->keep_next = n->next &&
                              (n->next->kind == DOC_FIELDS || n->next->kind == DOC_KEEP ||
                               n->next->kind == DOC_COLUMNS);
}

// ---- On a card: in lines beside the label

size_t choices_count_lines(const struct context *c, const struct doc_node *n, mpt label)
{
    struct context inner = *c;
    inner.width -= label;
    struct choice_grid g = measure_close(&inner, n->first->next);
    size_t lines = 0;
    for (size_t from = 0; from < g.count; from += line_length(&g, from)) {
        lines++;
        lines += g.widths[from] >= inner.width;  // its words take another one
    }
    return lines;
}

// Puts the label before the first line's boxes.
static void put_label(struct arena *scratch, struct slab *line, const struct column *label)
{
    struct column *columns = ARENA_ARRAY(scratch, struct column, line->column_count + 1);
    columns[0] = *label;
    memcpy(columns + 1, line->columns, line->column_count * sizeof *columns);
    line->columns = columns;
    line->column_count++;
}

void choices_typeset_beside(const struct context *c, const struct doc_node *n, mpt label)
{
    struct typesetter *ts = c->ts;
    const struct doc_node *check = n->first->next;
    struct context inner = *c;
    struct slab_list words = {0};
    inner.element = element_new(ts, "Div", c->element);
    inner.x += label;
    inner.width -= label;
    struct context beside = context_column(&inner, &words, label);
    struct paragraph p = {.text_style = STYLE_FIELD_LABEL,
                          .element = element_new(ts, "P", inner.element)};
    paragraph_lines(&beside, n->first->first, NULL, &p);
    int32_t list = element_new(ts, "L", inner.element);
    element_get(ts, list)->numbering = NUMBERING_DISC;
    struct choice_grid g = measure_close(&inner, check);
    for (size_t from = 0; check; from += g.columns) {
        g.columns = line_length(&g, from);
        check = typeset_row(&g, check, from, list);
        struct slab *line = c->out->last;
        closer(c, line);
        line->keep_next = check != NULL;
        if (!from) put_label(ts->scratch, line, &(struct column){.x = c->x, .first = words.first});
    }
}
