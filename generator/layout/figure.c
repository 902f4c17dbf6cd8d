// Pictures, no wider than their column and no higher than half a page; what cannot be shown says so
// in words.
#include <string.h>

#include "layout/set.h"

// The words under a picture.
static void set_caption(const struct context *c, const struct doc_node *n, const char *type,
                        int32_t parent)
{
    struct setting *set = c->set;
    if (!n->title || !n->title[strspn(n->title, " \t\n")]) return;
    struct doc_node *text = doc_new(set->scratch, DOC_TEXT, n->place);
    struct paragraph p = {
        .look = LOOK_NOTE, .align = c->align, .element = tag_new(set, type, parent)};
    text->text = n->title;
    c->out->last->keep_next = true;
    c->out->last->after = 0;
    paragraph_lines(c, text, NULL, &p);
    c->out->last->after = set->looks->block_gap;
}

static void set_missing(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    mpt pad = c->width > 2 * set->looks->cell_pad + WIDTH_LIMIT ? set->looks->cell_pad : 0;
    struct slab *s = slab_columns(set->scratch, c->out, 1, SPLIT_KEEP);
    struct decor *frame = ARENA_NEW(set->scratch, struct decor);
    struct slab_list list = {0};
    struct context inner = context_at(c, &list, c->width - 2 * pad);
    struct paragraph p = {.look = LOOK_NOTE, .element = tag_new(set, "P", c->element)};
    *frame = (struct decor){.x = c->x,
                            .width = c->width,
                            .stroke = TONE_RULE,
                            .stroke_width = PT(0.5),
                            .radius = PT(2)};
    paragraph_lines(&inner, n->first, NULL, &p);
    s->columns[0] = (struct column){.x = c->x + pad, .first = list.first};
    s->decor = list.first ? frame : NULL;
    s->pad_top = s->pad_bottom = list.first ? set->looks->cell_pad : 0;
    s->before = s->after = set->looks->block_gap;
    set_caption(c, n, "P", c->element);
}

// At 96 pixels an inch, scaled down where that is too large.
static struct rect fit(const struct context *c, const struct image *image)
{
    int64_t w = (int64_t)image->width * 750, h = (int64_t)image->height * 750;
    int64_t widest = c->width, highest = c->set->page_height / 2;
    if (w > widest) {
        h = h * widest / w;
        w = widest;
    }
    if (h > highest) {
        w = w * highest / h;
        h = highest;
    }
    return (struct rect){c->x, 0, (mpt)(w > 1000 ? w : 1000), (mpt)(h > 1000 ? h : 1000)};
}

void figure_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    if (!n->image || !n->image->width || !n->image->height) {
        set_missing(c, n);
        return;
    }
    struct slab *s = slab_new(set->scratch, c->out);
    const char *words = doc_plain(set->arena, n);
    int32_t parent = c->element, element = ELEMENT_ARTIFACT;  // without words: decoration
    if (*words) {
        if (n->title) parent = tag_new(set, "Div", c->element);
        element = tag_new(set, "Figure", parent);
        tag_get(set, element)->alternative = words;
    }
    struct rect rect = fit(c, n->image);
    slab_item(set->scratch, s, ITEM_PICTURE, element)->picture = (struct paper_picture){rect,
                                                                                        n->image};
    s->height = rect.h;
    s->before = s->after = set->looks->block_gap;
    set_caption(c, n, *words ? "Caption" : "P", parent);
}
