// Signatures: for each a line to sign on and a shorter one for the date, with their labels below. A
// box, which may be ticked on a screen instead of signing, stands beside the label of the date.
#include "layout/element.h"
#include "layout/flow.h"
#include "layout/input.h"
#include "layout/kinds.h"
#include "layout/mark.h"
#include "layout/paragraph.h"

enum { DATE = 43 };  // percent of the width: the longest month has room, and who signs

static void typeset_label(const struct context *c, const struct doc_node *label, mpt width,
                          struct column *out, mpt x)
{
    struct slab_list list = {0};
    struct context inner = context_column(c, &list, width);
    struct paragraph p = {.text_style = STYLE_FIELD_LABEL,
                          .element = element_new(c->ts, "P", c->element),
                          .keep_next = true};
    if (label)
        paragraph_lines(&inner, label->first ? label->first : label,
                        label->first ? NULL : label->next, &p);
    *out = (struct column){.x = x, .first = list.first};
}

static mpt box_indent(const struct context *c)
{
    return c->ts->styles->mark_box + PT(4);
}

static mpt box_width(const struct context *c, const struct doc_node *check)
{
    const char *words = doc_plain(c->ts->scratch, check);
    return box_indent(c) +
           pen_width(c->ts->layout, style_of(c, STYLE_FIELD_LABEL), c->language, words) + PT(1);
}

static void typeset_check(const struct context *c, const struct doc_node *check, mpt width,
                          struct column *out, mpt x)
{
    struct typesetter *ts = c->ts;
    struct slab_list list = {0};
    struct context inner = context_column(c, &list, width - box_indent(c));
    inner.x = box_indent(c);
    inner.body = STYLE_FIELD_LABEL;
    inner.element = element_new(ts, "P", c->element);
    int32_t box = mark_label(&inner, check, "Span", inner.element);
    struct paragraph p = {
        .text_style = STYLE_FIELD_LABEL, .element = inner.element, .keep_next = true};
    paragraph_lines(&inner, check->first, NULL, &p);
    if (list.first) mark_box(&inner, list.first, check, box, 0, 0);
    *out = (struct column){.x = x, .first = list.first};
}

// The date on its line where it is known, else room for it.
static void typeset_date(const struct context *c, const struct doc_node *n, struct slab *room,
                         mpt x, mpt width)
{
    struct typesetter *ts = c->ts;
    const struct form_field *f = n->field;
    slab_write_line(ts->scratch, room, x, width, room->height, !f || !f->value);
    if (!f) return;
    size_t from = room->item_count;
    struct text_style text_style = *style_of(c, STYLE_TYPED);
    mpt wide = f->value ? pen_width(ts->layout, &text_style, c->language, f->value) : 0;
    if (wide > width) text_style.size = (mpt)((int64_t)text_style.size * width / wide);
    bool fillable = input_is_fillable(c, f);
    mpt baseline = room->height - PT(4);
    int32_t element = fillable || !f->value ? ELEMENT_ARTIFACT : element_new(ts, "P", c->element);
    if (f->value)
        pen_text(ts->layout, ts->arena, room, &text_style, c->language, f->value, x, baseline,
                 element);
    if (!fillable) return;
    mpt line = text_style.leading + PT(3);
    struct rect rect = {x - PT(2), room->height - line - PT(1), width + PT(4), line};
    struct paper_widget *w = input_widget(c, room, f, &rect);
    w->size = text_style.size;
    if (f->value) input_move_to_appearance(c, w, room, from);
}

static void typeset_signature(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    const struct doc_node *check = child_of(n, 2);
    mpt gap = PT(12), date = (c->width - gap) * DATE / 100, name = c->width - gap - date,
        box = check ? box_width(c, check) : 0;
    if (box > date * 2 / 3) box = date * 2 / 3;
    struct slab *room = slab_new(ts->scratch, c->out);
    room->height = ts->styles->signature;
    room->keep_next = true;
    slab_write_line(ts->scratch, room, 0, name, room->height, true);
    struct slab *labels = slab_columns(ts->scratch, c->out, check ? 3 : 2, SPLIT_TALL);
    struct column *next = labels->columns;
    labels->pad_top = PT(2);
    typeset_label(c, n->first, name, next++, 0);
    if (check) typeset_check(c, check, box, next++, c->width - box);
    typeset_label(c, child_of(n, 1), date - box - (box ? PT(6) : 0), next, name + gap);
    typeset_date(c, n, room, name + gap, date);  // after its label, as it is read aloud
}

void signatures_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    struct page_breaker b = flow_breaker(ts->scratch, ts->page_height);
    flow_keep_heading(&b, c->out, ts->page_height / 2);  // with what is signed
    mpt widest = ts->large ? PT(470) : PT(330);
    for (const struct doc_node *next = n->first; next;) {
        bool pair = !ts->large && c->width >= PT(300) && next->next;
        size_t count = pair ? 2 : 1;
        mpt gap = ts->styles->column_gap, width = pair ? (c->width - gap) / 2 : c->width;
        struct slab *s = slab_columns(ts->scratch, c->out, count, SPLIT_TALL);
        s->before = PT(4);
        s->after = style_of(c, STYLE_BODY)->leading;
        s->keep_next = (pair ? next->next->next : next->next) != NULL;
        for (size_t i = 0; i < count; i++, next = next->next) {
            struct slab_list list = {0};
            struct context inner = context_column(c, &list, width < widest ? width : widest);
            inner.element = element_new(ts, "Div", c->element);
            if (next->language)
                inner.language = element_get(ts, inner.element)->language = next->language;
            typeset_signature(&inner, next);
            s->columns[i] = (struct column){.x = c->x + (width + gap) * (mpt)i,
                                            .first = list.first};
        }
    }
}
