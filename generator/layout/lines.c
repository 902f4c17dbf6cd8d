// Lines to write on, far enough apart for handwriting; without a number, or where they may grow,
// they fill the page.
#include "layout/beside.h"
#include "layout/block.h"
#include "layout/element.h"
#include "layout/input.h"
#include "layout/kinds.h"

enum {
    LEAST_FILL = 3,  // lines that fill the page, when it has hardly room
    MOST = 400,
    TOGETHER = 20,  // as many as stay on one page
    TOP = PT(5),    // room above a field's text
    UNDER = PT(4),  // room below a label beside the first line
};

// So many lines on one page: they are one place to write, behind what stands before them.
static struct slab *typeset_together(const struct context *c, int count,
                                     const struct form_field *field, mpt before)
{
    struct typesetter *ts = c->ts;
    mpt pitch = ts->styles->write_pitch, x = c->x + before, width = c->width - before;
    struct slab *s = slab_new(ts->scratch, c->out);
    s->height = pitch * count;
    for (int i = 1; i <= count; i++) slab_write_line(ts->scratch, s, x, width, pitch * i, true);
    if (input_is_fillable(c, field))
        input_widget(c, s, field,
                     &(struct rect){x - PT(2), TOP, width + PT(4), s->height - TOP - PT(1)});
    return s;
}

void lines_typeset(const struct context *c, const struct doc_node *n)
{
    int count = n->level > 0 ? n->level : LEAST_FILL;
    if (n->tight) {
        count = 0;
        slab_new(c->ts->scratch, c->out)->before = c->ts->styles->block_gap;
    }
    if (count > MOST) count = MOST;
    const struct doc_node *label = n->first;
    mpt before = beside_width(c, label);
    int32_t element = before ? element_new(c->ts, "P", c->element) : ELEMENT_ARTIFACT;
    if (label && !before) block_typeset(c, label);
    for (int left = count; left > 0; left -= TOGETHER) {
        bool first = left == count;
        struct slab *s = typeset_together(c, left < TOGETHER ? left : TOGETHER,
                                          first ? n->field : NULL, before);
        if (!before || !first) continue;
        s->baseline = c->ts->styles->write_pitch - UNDER;
        beside_put(c, s, label, c->x, element);
    }
    struct slab *last = c->out->last;
    last->after = style_of(c, STYLE_BODY)->leading;
    if (n->level > 0 && !n->form) return;
    last->fill_pitch = c->ts->styles->write_pitch;
    last->fill_x = c->x + before;
    last->fill_width = c->width - before;
}
