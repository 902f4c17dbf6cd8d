// What is marked by hand: boxes to tick and circles to mark. A box is content with words of its own
// for a screen reader, and a ticked one has a cross that is read as text. A circle's text is what
// stands in it.
#include "layout/mark.h"

#include <string.h>

#include "layout/block.h"
#include "layout/element.h"
#include "layout/input.h"
#include "layout/kinds.h"
#include "layout/pen.h"

// per cent of a box's side: the size of the cross in it; a circle's diameter. Of the text's size: a
// dot's
enum { CROSS = 150, CIRCLE = 145, DOT = 75 };

enum mark_shape { MARK_CROSS, MARK_DISC };

static void put_box(const struct context *c, struct slab *s, const struct rect *square, mpt radius,
                    int32_t element)
{
    struct paper_item *item = slab_item(c->ts->scratch, s, ITEM_BOX, element);
    item->box = (struct paper_box){
        .rect = *square, .stroke = TONE_INK, .width = PT(0.8), .radius = radius};
}

// The mark in a box or over a circle.
static void put_mark(const struct context *c, struct slab *s, const struct doc_node *check,
                     const struct rect *square, enum mark_shape shape, int32_t element)
{
    struct typesetter *ts = c->ts;
    const char *words = shape == MARK_CROSS ? "×" : doc_plain(ts->scratch, check);
    struct text_style text_style = {
        .style = FONT_BOLD, .tone = TONE_INK, .size = square->w * CROSS / 100};
    if (shape == MARK_DISC) {
        struct rect inner = {square->x + PT(0.6), square->y + PT(0.6), square->w - PT(1.2),
                             square->h - PT(1.2)};
        slab_item(ts->scratch, s, ITEM_BOX, ELEMENT_ARTIFACT)->box = (struct paper_box){
            .rect = inner,
            .radius = inner.w / 2,
            .fill = TONE_INK,
            .stroke = TONE_INK,
            .width = PT(1.1)};
        text_style = *style_of(c, STYLE_AXIS);
        text_style.tone = TONE_WHITE;
    }
    mpt width = pen_width(ts->layout, &text_style, c->language, words);
    pen_text(ts->layout, ts->arena, s, &text_style, c->language, words,
             square->x + (square->w - width) / 2,
             square->y + square->h / 2 + pen_middle(text_style.size), element);
}

// The words of a radio field's button; NULL: it has none of its own.
static const char *state_label(const struct form_field *f, const char *state)
{
    for (size_t i = 0; f->kind == FORM_FIELD_RADIO && i < f->option_count; i++)
        if (state && !strcmp(f->options[i].id, state)) return f->options[i].words;
    return NULL;
}

// The widget of a box or a circle, with the mark that it shows when it is on.
static void add_widget(const struct context *c, struct slab *s, const struct doc_node *check,
                       const struct rect *square, enum mark_shape shape)
{
    const struct form_field *f = check->field;
    struct paper_widget *w = input_widget(c, s, f, square);
    w->state = f->kind == FORM_FIELD_RADIO && check->text ? check->text : "on";
    w->on = f->value && !strcmp(f->value, w->state);
    w->label = state_label(f, w->state);
    size_t from = s->item_count;
    put_mark(c, s, check, square, shape, ELEMENT_ARTIFACT);
    input_move_to_appearance(c, w, s, from);
}

int32_t mark_label(const struct context *c, const struct doc_node *check, const char *type,
                   int32_t parent)
{
    bool fillable = input_is_fillable(c, check->field);
    if (!check->title && !fillable) return ELEMENT_ARTIFACT;
    int32_t label = element_new(c->ts, type, parent);
    if (!fillable) element_get(c->ts, label)->alternative = check->title;
    return label;
}

void mark_box(const struct context *c, struct slab *line, const struct doc_node *check,
              int32_t label, mpt x, mpt shift)
{
    struct typesetter *ts = c->ts;
    mpt side = ts->styles->mark_box;
    if (!line->baseline) line->baseline = pen_baseline(ts->layout, style_of(c, c->body));
    mpt middle = line->baseline - pen_middle(style_of(c, c->body)->size);
    bool fillable = input_is_fillable(c, check->field);
    struct slab_list unused = {0};
    struct slab *marker = slab_new(ts->scratch, &unused);
    struct rect square = {x, middle - side / 2, side, side};
    put_box(c, marker, &square, PT(1), fillable ? ELEMENT_ARTIFACT : label);
    if (fillable) {
        struct context inner = *c;
        inner.element = label;
        square.x -= shift;
        add_widget(&inner, line, check, &square, MARK_CROSS);
    } else if (check->marked) {
        put_mark(c, marker, check, &square, MARK_CROSS, label);
    }
    slab_put_first(ts->scratch, line, marker, shift);
}

void mark_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    const struct text_style *text_style = style_of(c, STYLE_AXIS);
    struct slab *s = slab_new(ts->scratch, c->out);
    mpt side = ts->styles->mark_box * CIRCLE / 100,
        x = c->x + (c->width > side ? (c->width - side) / 2 : 0);
    s->height = side > style_of(c, c->body)->leading ? side : style_of(c, c->body)->leading;
    s->baseline = pen_baseline(ts->layout, style_of(c, c->body));
    mpt middle = s->baseline - pen_middle(style_of(c, c->body)->size);
    struct rect square = {x, middle - side / 2, side, side};
    put_box(c, s, &square, side / 2, ELEMENT_ARTIFACT);
    const char *words = doc_plain(ts->scratch, n);
    mpt width = pen_width(ts->layout, text_style, c->language, words);
    pen_text(ts->layout, ts->arena, s, text_style, c->language, words, x + (side - width) / 2,
             middle + pen_middle(text_style->size), c->element);
    if (input_is_fillable(c, n->field)) add_widget(c, s, n, &square, MARK_DISC);
}

void mark_typeset_check(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    mpt indent = ts->styles->mark_box + PT(3);
    struct slab *s = slab_columns(ts->scratch, c->out, 2, SPLIT_TALL);
    struct slab_list box = {0}, beside = {0};
    int32_t label = mark_label(c, n, "Span", c->element);
    struct slab *line = slab_new(ts->scratch, &box);
    line->height = ts->styles->card_row - PT(5);
    line->baseline = line->height / 2 + pen_middle(style_of(c, c->body)->size);
    mark_box(c, line, n, label, 0, 0);
    struct context inner = context_column(c, &beside, c->width - indent);
    inner.body = STYLE_CARD;
    block_typeset_plain(&inner, n);
    s->grows = true;
    s->columns[0] = (struct column){.x = c->x, .first = box.first};
    s->columns[1] = (struct column){.x = c->x + indent, .first = beside.first};
}

// A disc, whose word is for a screen reader.
void mark_typeset_dot(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    const struct text_style *text_style = style_of(c, c->body);
    struct slab *s = slab_new(ts->scratch, c->out);
    mpt side = text_style->size * DOT / 100;
    s->height = text_style->leading;
    s->baseline = pen_baseline(ts->layout, text_style);
    int32_t element = element_new(ts, "Span", c->element);
    element_get(ts, element)->alternative = n->title;
    struct paper_item *item = slab_item(ts->scratch, s, ITEM_BOX, element);
    item->box = (struct paper_box){.rect = {c->x + (c->width - side) / 2,
                                            s->baseline - pen_middle(text_style->size) - side / 2,
                                            side, side},
                                   .fill = TONE_INK,
                                   .radius = side / 2};
}
