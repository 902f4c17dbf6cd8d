// What is marked by hand: boxes to tick and circles to mark. A box is content with words of its own
// for a screen reader, and a ticked one has a cross that is read as text; what stands in a circle
// is its text.
#include "layout/entry.h"

#include <string.h>

// per cent of a box's side: the size of the cross in it; a circle's diameter
enum { CROSS = 150, CIRCLE = 145 };

static void put_box(const struct context *c, struct slab *s, const struct rect *square, mpt radius,
                    int32_t element)
{
    struct paper_item *item = slab_item(c->set->scratch, s, ITEM_BOX, element);
    item->box = (struct paper_box){
        .rect = *square, .stroke = TONE_INK, .width = PT(0.8), .radius = radius};
}

// What says in a box, over a circle or around a letter that it is the one.
static void put_mark(const struct context *c, struct slab *s, const struct doc_node *check,
                     const struct rect *square, enum mark_shape shape, int32_t element)
{
    struct setting *set = c->set;
    const char *words = shape == MARK_CROSS ? "×" : doc_plain(set->scratch, check);
    struct look look = {.style = FONT_BOLD, .tone = TONE_INK, .size = square->w * CROSS / 100};
    if (shape != MARK_CROSS) {
        struct paper_item *item = slab_item(set->scratch, s, ITEM_BOX, ELEMENT_ARTIFACT);
        struct rect inner = {square->x + PT(0.6), square->y + PT(0.6), square->w - PT(1.2),
                             square->h - PT(1.2)};
        item->box = (struct paper_box){
            .rect = inner, .radius = inner.w / 2, .stroke = TONE_INK, .width = PT(1.1)};
        if (shape == MARK_DISC) item->box.fill = TONE_INK;
    }
    if (shape == MARK_RING) return;
    if (shape == MARK_DISC) look = *look_of(c, LOOK_AXIS), look.tone = TONE_WHITE;
    mpt width = pen_width(set->layout, &look, c->language, words);
    pen_text(set->layout, set->arena, s, &look, c->language, words,
             square->x + (square->w - width) / 2, square->y + square->h / 2 + look.size * 36 / 100,
             element);
}

static const char *state_label(const struct form_field *f, const char *state)
{
    for (size_t i = 0; f->kind == FORM_FIELD_RADIO && i < f->option_count; i++)
        if (state && !strcmp(f->options[i].id, state)) return f->options[i].words;
    return NULL;
}

void mark_widget(const struct context *c, struct slab *s, const struct doc_node *check,
                 const struct rect *square, enum mark_shape shape)
{
    const struct form_field *f = check->field;
    struct paper_widget *w = entry_widget(c, s, f, square);
    w->state = f->kind == FORM_FIELD_RADIO && check->text ? check->text : "on";
    w->on = f->value && !strcmp(f->value, w->state);
    w->label = state_label(f, w->state);
    size_t from = s->item_count;
    put_mark(c, s, check, square, shape, ELEMENT_ARTIFACT);
    entry_shows(c, w, s, from);
}

int32_t tick_label(const struct context *c, const struct doc_node *check, const char *type,
                   int32_t parent)
{
    bool filled_in = entry_is_filled_in(c, check->field);
    if (!check->title && !filled_in) return ELEMENT_ARTIFACT;
    int32_t label = tag_new(c->set, type, parent);
    if (!filled_in) tag_get(c->set, label)->alternative = check->title;
    return label;
}

void tick_box(const struct context *c, struct slab *line, const struct doc_node *check,
              int32_t label, mpt x, mpt shift)
{
    struct setting *set = c->set;
    mpt side = set->looks->tick_box;
    if (!line->baseline) line->baseline = look_baseline(set->layout, look_of(c, c->body));
    mpt middle = line->baseline - look_of(c, c->body)->size * 36 / 100;
    bool filled_in = entry_is_filled_in(c, check->field);
    struct slab_list unused = {0};
    struct slab *marker = slab_new(set->scratch, &unused);
    struct rect square = {x, middle - side / 2, side, side};
    put_box(c, marker, &square, PT(1), filled_in ? ELEMENT_ARTIFACT : label);
    if (filled_in) {
        struct context inner = *c;
        inner.element = label;
        square.x -= shift;
        mark_widget(&inner, line, check, &square, MARK_CROSS);
    } else if (check->marked) {
        put_mark(c, marker, check, &square, MARK_CROSS, label);
    }
    list_put_first(set->scratch, line, marker, shift);
}

void mark_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    const struct look *look = look_of(c, LOOK_AXIS);
    struct slab *s = slab_new(set->scratch, c->out);
    mpt side = set->looks->tick_box * CIRCLE / 100,
        x = c->x + (c->width > side ? (c->width - side) / 2 : 0);
    s->height = side > look_of(c, c->body)->leading ? side : look_of(c, c->body)->leading;
    s->baseline = look_baseline(set->layout, look_of(c, c->body));
    mpt middle = s->baseline - look_of(c, c->body)->size * 36 / 100;
    struct rect square = {x, middle - side / 2, side, side};
    put_box(c, s, &square, side / 2, ELEMENT_ARTIFACT);
    const char *words = doc_plain(set->scratch, n);
    mpt width = pen_width(set->layout, look, c->language, words);
    pen_text(set->layout, set->arena, s, look, c->language, words, x + (side - width) / 2,
             middle + look->size * 36 / 100, c->element);
    if (entry_is_filled_in(c, n->field)) mark_widget(c, s, n, &square, MARK_DISC);
}
