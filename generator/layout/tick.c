// What is marked by hand: boxes to tick and circles to mark. A box is content with words of its own for a screen reader,
// and a ticked one has a cross that is read as text; what stands in a circle is its text.
#include "layout/set.h"

enum { CROSS = 150, CIRCLE = 145 };  // per cent of a box's side: the size of the cross in it; a circle's diameter

static void put_box(const struct context *c, struct slab *s, const struct rect *square, mpt radius, int32_t element)
{
    struct paper_item *item = slab_item(c->set->scratch, s, ITEM_BOX, element);
    item->box = (struct paper_box){.rect = *square, .stroke = TONE_INK, .width = PT(0.8), .radius = radius};
}

void tick_box(const struct context *c, struct slab *line, const struct doc_node *check, int32_t li, mpt x, mpt shift)
{
    struct setting *set = c->set;
    mpt side = set->looks->tick_box;
    if (!line->baseline) line->baseline = look_baseline(set->layout, look_of(c, c->body));
    mpt middle = line->baseline - look_of(c, c->body)->size * 36 / 100;
    int32_t label = ELEMENT_ARTIFACT;
    struct slab_list unused = {0};
    struct slab *marker = slab_new(set->scratch, &unused);
    if (check->title) {
        label = tag_new(set, "Lbl", li);
        tag_get(set, label)->alternative = check->title;
    }
    put_box(c, marker, &(struct rect){x, middle - side / 2, side, side}, PT(1), label);
    if (check->marked) {
        struct look cross = {.style = FONT_BOLD, .tone = TONE_INK, .size = side * CROSS / 100};
        mpt width = pen_width(set->layout, &cross, c->language, "×");
        pen_text(set->layout, set->arena, marker, &cross, c->language, "×", x + (side - width) / 2,
                 middle + cross.size * 36 / 100, label);
    }
    list_put_first(set->scratch, line, marker, shift);
}

void mark_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    const struct look *look = look_of(c, LOOK_AXIS);
    struct slab *s = slab_new(set->scratch, c->out);
    mpt side = set->looks->tick_box * CIRCLE / 100, x = c->x + (c->width > side ? (c->width - side) / 2 : 0);
    s->height = side > look_of(c, c->body)->leading ? side : look_of(c, c->body)->leading;
    s->baseline = look_baseline(set->layout, look_of(c, c->body));
    mpt middle = s->baseline - look_of(c, c->body)->size * 36 / 100;
    put_box(c, s, &(struct rect){x, middle - side / 2, side, side}, side / 2, ELEMENT_ARTIFACT);
    const char *words = doc_plain(set->scratch, n);
    mpt width = pen_width(set->layout, look, c->language, words);
    pen_text(set->layout, set->arena, s, look, c->language, words, x + (side - width) / 2, middle + look->size * 36 / 100,
             c->element);
}
