// Lines to write on, far enough apart for handwriting; without a number, they fill the page.
#include "layout/input.h"
#include "layout/kinds.h"

enum {
    LEAST_FILL = 3,  // lines that fill the page, when it has hardly room
    MOST = 400,
    TOGETHER = 20,  // as many as stay on one page
    TOP = PT(5),    // room above a field's text
};

// So many lines on one page: they are one place to write.
static struct slab *typeset_together(const struct context *c, int count,
                                     const struct form_field *field)
{
    struct typesetter *ts = c->ts;
    mpt pitch = ts->styles->write_pitch;
    struct slab *s = slab_new(ts->scratch, c->out);
    s->height = pitch * count;
    for (int i = 1; i <= count; i++)
        slab_write_line(ts->scratch, s, c->x, c->width, pitch * i, true);
    if (input_is_fillable(c, field))
        input_widget(c, s, field,
                     &(struct rect){c->x - PT(2), TOP, c->width + PT(4), s->height - TOP - PT(1)});
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
    for (int left = count; left > 0; left -= TOGETHER)
        typeset_together(c, left < TOGETHER ? left : TOGETHER, left == count ? n->field : NULL);
    struct slab *last = c->out->last;
    last->after = style_of(c, STYLE_BODY)->leading;
    if (n->level > 0) return;
    last->fill_pitch = c->ts->styles->write_pitch;
    last->fill_x = c->x;
    last->fill_width = c->width;
}
