// Marks on one line: letters to put a ring around, and places to write beside them.
#include "layout/element.h"
#include "layout/input.h"
#include "layout/kinds.h"
#include "layout/mark.h"
#include "layout/pen.h"

enum { RING_OUT = PT(3) };  // how far the first ring reaches out beside the text above and below
enum { RING = 140, LETTER_GAP = 90, INPUT_GAP = 60 };  // per cent of the text's size

static mpt text_width(const struct context *c, const struct doc_node *n)
{
    return pen_width(c->ts->layout, style_of(c, c->body), c->language,
                     doc_plain(c->ts->scratch, n));
}

static struct slab *new_line(const struct context *c)
{
    const struct text_style *text_style = style_of(c, c->body);
    struct slab *s = slab_new(c->ts->scratch, c->out);
    s->height = text_style->leading;
    s->baseline = pen_baseline(c->ts->layout, text_style);
    s->after = PT(1);
    return s;
}

static void typeset_letter(const struct context *c, struct slab *s, const struct doc_node *mark,
                           mpt x)
{
    struct typesetter *ts = c->ts;
    const struct text_style *text_style = style_of(c, c->body);
    mpt width = text_width(c, mark), side = text_style->size * RING / 100;
    mpt middle = s->baseline - pen_middle(text_style->size);
    int32_t element = element_new(ts, "Span", c->element);
    pen_text(ts->layout, ts->arena, s, text_style, c->language,
             arena_printf(ts->scratch, "%s ", doc_plain(ts->scratch, mark)), x, s->baseline,
             element);
    if (!input_is_fillable(c, mark->field)) return;
    struct rect square = {x + width / 2 - side / 2, middle - side / 2, side, side};
    mark_widget(c, s, mark, &square, MARK_RING);
}

// A place to write, from x on, or on a line of its own where there is no room for its words.
// Returns the line it stands on.
static struct slab *typeset_input(const struct context *c, struct slab *s, const struct doc_node *n,
                                  mpt x)
{
    struct arena *scratch = c->ts->scratch;
    struct slab_list list = {0};
    struct context inner = *c;
    inner.out = &list;
    inner.x = x;
    inner.width = c->x + c->width - inner.x;
    if (inner.width < WIDTH_LIMIT / 2 || inner.width < text_width(c, n)) {
        s = new_line(c);
        inner.x = c->x;
        inner.width = c->width;
    }
    struct input_area e = {.field = n->field,
                           .first = n->first,
                           .text_style = c->body,
                           .least = style_of(c, STYLE_TYPED)->leading};
    struct slab *input = input_text(&inner, &e);
    if (!input) return s;
    for (size_t i = 0; i < input->item_count; i++)
        *ARENA_PUSH(scratch, s->items, s->item_count, s->item_room) = input->items[i];
    for (size_t i = 0; i < input->widget_count; i++)
        *ARENA_PUSH(scratch, s->widgets, s->widget_count, s->widget_room) = input->widgets[i];
    if (input->height > s->height) s->height = input->height;
    return s;
}

void marks_typeset(const struct context *c, const struct doc_node *n)
{
    mpt size = style_of(c, c->body)->size, x = c->x, out = 0;
    struct slab *s = new_line(c);
    if (n->first && n->first->kind == DOC_MARK)
        out = (size * RING / 100 - text_width(c, n->first)) / 2;
    if (out > RING_OUT) x += out - RING_OUT;
    for (const struct doc_node *k = n->first; k; k = k->next) {
        if (k->kind == DOC_MARK) {
            typeset_letter(c, s, k, x);
            x += text_width(c, k) + size * LETTER_GAP / 100;
        } else {
            mpt gap = k == n->first ? 0 : size * INPUT_GAP / 100;
            s = typeset_input(c, s, k, x + gap);
        }
    }
}
