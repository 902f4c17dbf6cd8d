// Signatures: for each a line to sign on and a shorter one for the date, with their labels below.
#include "layout/set.h"

static void set_label(const struct context *c, struct slab_list *list, const struct doc_node *label, mpt width,
                      struct column *out, mpt x)
{
    struct context inner = context_at(c, list, width);
    struct paragraph p = {.look = LOOK_FIELD_LABEL, .element = tag_new(c->set, "P", c->element), .keep_next = true};
    if (label) paragraph_lines(&inner, label->first ? label->first : label, label->first ? NULL : label->next, &p);
    *out = (struct column){.x = x, .first = list->first};
}

static void set_signature(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    mpt gap = PT(12), date = (c->width - gap) * 32 / 100, name = c->width - gap - date;
    struct slab *room = slab_new(set->scratch, c->out);
    room->height = set->looks->signature;
    room->keep_next = true;
    lines_rule(c, room, 0, name, room->height);
    lines_rule(c, room, name + gap, date, room->height);
    struct slab *labels = slab_columns(set->scratch, c->out, 2, SPLIT_TALL);
    struct slab_list left = {0}, right = {0};
    labels->pad_top = PT(2);
    set_label(c, &left, n->first, name, &labels->columns[0], 0);
    set_label(c, &right, block_child(n, 1), date, &labels->columns[1], name + gap);
}

void signatures_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    keep_heading(c, set->page_height / 2);  // with what is signed
    for (const struct doc_node *next = n->first; next;) {
        bool pair = !set->large && c->width >= PT(300) && next->next;
        size_t count = pair ? 2 : 1;
        mpt gap = set->looks->column_gap, width = pair ? (c->width - gap) / 2 : c->width;
        struct slab *s = slab_columns(set->scratch, c->out, count, SPLIT_TALL);
        s->before = PT(4);
        s->after = look_of(c, LOOK_BODY)->leading;
        s->keep_next = (pair ? next->next->next : next->next) != NULL;
        for (size_t i = 0; i < count; i++, next = next->next) {
            struct slab_list list = {0};
            struct context inner = context_at(c, &list, width < PT(330) ? width : PT(330));
            inner.element = tag_new(set, "Div", c->element);
            if (next->language) inner.language = tag_get(set, inner.element)->language = next->language;
            set_signature(&inner, next);
            s->columns[i] = (struct column){.x = c->x + (width + gap) * (mpt)i, .first = list.first};
        }
    }
}
