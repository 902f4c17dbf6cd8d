// Fields: a small label over a value, or over a line to write it on, in a grid of twelve columns.
#include "layout/entry.h"

enum { GRID = 12 };

static int width_of(const struct doc_node *field)
{
    return field->width > 0 && field->width < GRID ? field->width : GRID;
}

static const struct doc_node *value_of(const struct doc_node *field)
{
    const struct doc_node *value = block_child(field, 1);
    return value && (value->first || value->text) ? value : NULL;
}

static bool any_to_write(const struct doc_node *first, const struct doc_node *stop)
{
    for (const struct doc_node *f = first; f != stop; f = f->next)
        if (f->field || !value_of(f)) return true;
    return false;
}

static void set_paragraph(const struct context *c, const struct doc_node *n, enum look_name look)
{
    struct paragraph p = {
        .look = look, .element = tag_new(c->set, "P", c->element), .keep_next = true};
    tag_get(c->set, p.element)->language = n->language;
    if (doc_is_inline(n->kind)) paragraph_lines(c, n, n->next, &p);
    else paragraph_lines(c, n->first, NULL, &p);
}

static struct slab *add_room(const struct context *c, mpt height)
{
    struct slab *s = slab_new(c->set->scratch, c->out);
    s->height = height > 0 ? height : 0;
    s->keep_next = true;
    return s;
}

// A value on a line, or a line to write on.
static void set_on_line(const struct context *c, const struct doc_node *field,
                        const struct doc_node *value)
{
    struct setting *set = c->set;
    mpt line = set->looks->field_line, over = line - look_of(c, LOOK_FIELD_VALUE)->leading - PT(3);
    struct context inner = *c;
    if (value && !(field->field && field->field->value && entry_is_filled_in(c, field->field)))
        inner.element = tag_new(set, "P", c->element);
    if (value && inner.element != c->element)
        tag_get(set, inner.element)->language = value->language;
    struct entry e = {.field = field->field,
                      .look = LOOK_FIELD_VALUE,
                      .least = line,
                      .ruled = true,
                      .one_line = field->field && field->field->kind != FORM_FIELD_LINES};
    if (value && doc_is_inline(value->kind)) e.first = value, e.stop = value->next;
    else if (value) e.first = value->first;
    if (value) e.top = over > 0 ? over : 0, e.bottom = PT(3);
    struct slab *s = entry_text(&inner, &e);
    if (!s) s = add_room(c, PT(3));
    s->keep_next = true;
    struct paper_rule rule = {c->x,    s->height, c->x + c->width, s->height,
                              PT(0.6), TONE_LINE, false,           false};
    if (value) slab_rule(set->scratch, s, &rule);
    else lines_rule(c, s, c->x, c->width, s->height);
}

// ruled: other fields of the row are to be written on, so the value stands on a line too.
static void set_field(const struct context *c, const struct doc_node *field, bool ruled)
{
    const struct doc_node *label = field->first, *value = value_of(field);
    if (label) set_paragraph(c, label, LOOK_FIELD_LABEL);
    if (ruled) set_on_line(c, field, value);
    else if (value) set_paragraph(c, value, LOOK_FIELD_VALUE);
}

static void set_row(const struct context *c, const struct doc_node *first,
                    const struct doc_node *stop, size_t count, bool stacked)
{
    struct setting *set = c->set;
    struct slab *s = slab_columns(set->scratch, c->out, count, SPLIT_TALL);
    mpt gap = set->looks->column_gap * 7 / 10, unit = (c->width + gap) / GRID, x = c->x;
    bool ruled = any_to_write(first, stop);
    size_t i = 0;
    s->before = s->after = PT(10);
    for (const struct doc_node *f = first; f != stop; f = f->next, i++) {
        struct slab_list list = {0};
        mpt width = stacked ? c->width : unit * width_of(f) - gap;
        struct context inner = context_at(c, &list, width);
        inner.element = tag_new(set, "Div", c->element);
        tag_get(set, inner.element)->title = f->title;
        tag_get(set, inner.element)->language = f->language;
        inner.inside = true;
        if (f->language) inner.language = f->language;
        set_field(&inner, f, ruled);
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
static void set_stacked(const struct context *c, const struct doc_node *first,
                        const struct doc_node *stop)
{
    for (const struct doc_node *f = first; f != stop; f = f->next) {
        set_row(c, f, f->next, 1, true);
        c->out->last->keep_next = f->next != stop;
    }
}

void fields_set(const struct context *c, const struct doc_node *n)
{
    bool stacked = c->set->large || c->width < PT(200);
    for (const struct doc_node *f = n->first, *stop; f; f = stop) {
        size_t count = row_of(f, &stop);
        if (stacked) set_stacked(c, f, stop);
        else set_row(c, f, stop, count, false);
    }
    if (!c->out->last) return;
    c->out->last->after = look_of(c, LOOK_BODY)->leading;
    bool leads = n->next && (n->next->kind == DOC_CHOICES || n->next->kind == DOC_TABLE);
    if (leads) keep_heading(c, c->set->page_height / 2);
}
