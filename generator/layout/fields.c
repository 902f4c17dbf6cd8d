// Fields: a small label over a value, or over a line to write it on, in a grid of twelve columns.
#include "layout/element.h"
#include "layout/flow.h"
#include "layout/input.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"
#include "layout/who.h"

enum { GRID = 12 };

static int width_of(const struct doc_node *field)
{
    return field->width > 0 && field->width < GRID ? field->width : GRID;
}

static const struct doc_node *value_of(const struct doc_node *field)
{
    const struct doc_node *value = child_of(field, 1);
    return value && (value->first || value->text) ? value : NULL;
}

static bool any_to_write(const struct doc_node *first, const struct doc_node *stop)
{
    for (const struct doc_node *f = first; f != stop; f = f->next)
        if (f->field || !value_of(f)) return true;
    return false;
}

static void typeset_paragraph(const struct context *c, const struct doc_node *n,
                              enum style_name text_style)
{
    struct paragraph p = {.text_style = text_style,
                          .element = element_new(c->ts, "P", c->element),
                          .keep_next = true};
    element_get(c->ts, p.element)->language = n->language;
    if (doc_is_inline(n->kind)) paragraph_lines(c, n, n->next, &p);
    else who_lines(c, n, &p);
}

static struct slab *add_room(const struct context *c, mpt height)
{
    struct slab *s = slab_new(c->ts->scratch, c->out);
    s->height = height > 0 ? height : 0;
    s->keep_next = true;
    return s;
}

// A value on a line, or a line to write on.
static void typeset_on_line(const struct context *c, const struct doc_node *field,
                            const struct doc_node *value)
{
    struct typesetter *ts = c->ts;
    mpt line = ts->styles->field_line,
        over = line - PT(3) - style_of(c, field->field ? STYLE_TYPED : STYLE_FIELD_VALUE)->leading;
    struct context inner = *c;
    if (value && !(field->field && field->field->value && input_is_fillable(c, field->field)))
        inner.element = element_new(ts, "P", c->element);
    if (value && inner.element != c->element)
        element_get(ts, inner.element)->language = value->language;
    struct input_area e = {.field = field->field,
                           .text_style = STYLE_FIELD_VALUE,
                           .least = line,
                           .ruled = true,
                           .one_line = field->field && field->field->kind != FORM_FIELD_LINES};
    if (value) {
        bool inlines = doc_is_inline(value->kind);
        e.first = inlines ? value : value->first;
        e.stop = inlines ? value->next : NULL;
        e.top = over > 0 ? over : 0;
        e.bottom = PT(3);
    }
    struct slab *s = input_text(&inner, &e);
    if (!s) s = add_room(c, PT(3));
    s->keep_next = true;
    slab_write_line(ts->scratch, s, c->x, c->width, s->height, !value);
}

// ruled: other fields of the row are to be written on, so the value stands on a line too.
static void typeset_field(const struct context *c, const struct doc_node *field, bool ruled)
{
    const struct doc_node *label = field->first, *value = value_of(field);
    if (label) typeset_paragraph(c, label, STYLE_FIELD_LABEL);
    if (ruled) typeset_on_line(c, field, value);
    else if (value) typeset_paragraph(c, value, STYLE_FIELD_VALUE);
}

static void typeset_row(const struct context *c, const struct doc_node *first,
                        const struct doc_node *stop, size_t count, bool stacked)
{
    struct typesetter *ts = c->ts;
    struct slab *s = slab_columns(ts->scratch, c->out, count, SPLIT_TALL);
    mpt gap = ts->styles->column_gap * 7 / 10, unit = (c->width + gap) / GRID, x = c->x;
    bool ruled = any_to_write(first, stop);
    size_t i = 0;
    s->before = s->after = PT(10);
    for (const struct doc_node *f = first; f != stop; f = f->next, i++) {
        struct slab_list list = {0};
        mpt width = stacked ? c->width : unit * width_of(f) - gap;
        struct context inner = context_column(c, &list, width);
        inner.element = element_new(ts, "Div", c->element);
        element_get(ts, inner.element)->title = f->title;
        element_get(ts, inner.element)->language = f->language;
        inner.inside = true;
        if (f->language) inner.language = f->language;
        typeset_field(&inner, f, ruled);
        s->columns[i] = (struct column){.x = x, .first = list.first};
        x += width + gap;
    }
}

// The fields that share a row in the grid; how many.
static size_t row_of(const struct doc_node *first, const struct doc_node **stop)
{
    size_t count = 0;
    int used = 0;
    for (*stop = first; *stop && (!count || used + width_of(*stop) <= GRID);
         *stop = (*stop)->next, count++)
        used += width_of(*stop);
    return count;
}

// One under the other, on one page.
static void typeset_stacked(const struct context *c, const struct doc_node *first,
                            const struct doc_node *stop)
{
    for (const struct doc_node *f = first; f != stop; f = f->next) {
        typeset_row(c, f, f->next, 1, true);
        c->out->last->keep_next = f->next != stop;
    }
}

void fields_typeset(const struct context *c, const struct doc_node *n)
{
    bool stacked = c->ts->large || c->width < PT(200);
    for (const struct doc_node *f = n->first, *stop; f; f = stop) {
        size_t count = row_of(f, &stop);
        if (stacked) typeset_stacked(c, f, stop);
        else typeset_row(c, f, stop, count, false);
    }
    if (!c->out->last) return;
    c->out->last->after = style_of(c, STYLE_BODY)->leading;
    bool leads = n->next && (n->next->kind == DOC_CHOICES || n->next->kind == DOC_TABLE);
    if (!leads) return;
    struct page_breaker b = flow_breaker(c->ts->scratch, c->ts->page_height);
    flow_keep_heading(&b, c->out, c->ts->page_height / 2);
}
