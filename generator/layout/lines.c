// Lines to write on, far enough apart for handwriting.
#include "layout/set.h"

enum { LEAST_FILL = 3, MOST = 400 };

void lines_rule(const struct context *c, struct slab *s, mpt x, mpt width, mpt y)
{
    slab_rule(c->set->scratch, s, &(struct paper_rule){x, y, x + width, y, PT(0.6), TONE_LINE, true, false});
}

void lines_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    mpt pitch = set->looks->write_pitch;
    int count = n->level > 0 ? n->level < MOST ? n->level : MOST : LEAST_FILL;
    for (int i = 0; i < count; i++) {
        struct slab *s = slab_new(set->scratch, c->out);
        bool last = i + 1 == count;
        s->height = pitch;
        s->keep_next = !last && (i == 0 || i + 2 == count);
        if (last) s->after = look_of(c, LOOK_BODY)->leading;
        if (last && n->level <= 0) {
            s->fill_pitch = pitch;
            s->fill_x = c->x;
            s->fill_width = c->width;
        }
        lines_rule(c, s, c->x, c->width, pitch);
    }
}
