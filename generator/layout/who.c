// Who fills in a place, drawn before its label: a circle for the employee, a square for the leader,
// both beside each other where they do it together.
#include "layout/who.h"

#include "layout/element.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

// per cent of the text's size
enum { CIRCLE = 82, SQUARE = 74, BETWEEN = 22, BEHIND = 45 };

static bool has_circle(enum doc_who who)
{
    return who == WHO_EMPLOYEE || who == WHO_BOTH;
}

static bool has_square(enum doc_who who)
{
    return who == WHO_LEADER || who == WHO_BOTH;
}

mpt who_width(mpt size, enum doc_who who)
{
    mpt width = 0;
    if (has_circle(who)) width += size * CIRCLE / 100;
    if (has_square(who)) width += size * SQUARE / 100;
    if (who == WHO_BOTH) width += size * BETWEEN / 100;
    return who ? width + size * BEHIND / 100 : 0;
}

// A filled shape: nothing to tick or to mark.
static void put_shape(const struct context *c, struct slab *s, mpt x, mpt middle, mpt side,
                      bool round, int32_t element)
{
    struct paper_item *item = slab_item(c->ts->scratch, s, ITEM_BOX, element);
    item->box = (struct paper_box){.rect = {x, middle - side / 2, side, side},
                                   .fill = TONE_INK,
                                   .radius = round ? side / 2 : 0};
}

void who_draw(const struct context *c, struct slab *line, const struct doc_node *label, mpt x,
              mpt size, int32_t element)
{
    struct slab_list unused = {0};
    struct slab *marker = slab_new(c->ts->scratch, &unused);
    mpt middle = line->baseline - pen_middle(size);
    if (has_circle(label->who)) {
        put_shape(c, marker, x, middle, size * CIRCLE / 100, true, element);
        x += size * (CIRCLE + BETWEEN) / 100;
    }
    if (has_square(label->who))
        put_shape(c, marker, x, middle, size * SQUARE / 100, false, element);
    slab_put_first(c->ts->scratch, line, marker, 0);
}

int32_t who_element(const struct context *c, const struct doc_node *label, int32_t parent)
{
    if (!label->who) return ELEMENT_ARTIFACT;
    int32_t element = element_new(c->ts, "Span", parent);
    element_get(c->ts, element)->alternative = label->title;
    return element;
}

size_t who_lines(const struct context *c, const struct doc_node *label, const struct paragraph *p)
{
    if (!label->who) return paragraph_lines(c, label->first, NULL, p);
    mpt size = style_of(c, p->text_style)->size, indent = who_width(size, label->who);
    struct context inner = *c;
    inner.x += indent;
    inner.width -= indent;
    struct slab *above = c->out->last;
    int32_t element = who_element(c, label, p->element);
    size_t lines = paragraph_lines(&inner, label->first, NULL, p);
    if (lines) who_draw(c, above ? above->next : c->out->first, label, c->x, size, element);
    return lines;
}
