// Pictures, no wider than their column and no higher than half a page; what cannot be shown says so
// in words.
#include "layout/figure.h"

#include <string.h>

#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/text.h"

// The words below a picture, in an element of that type.
static void typeset_caption(const struct context *c, const struct doc_node *n, const char *type,
                            int32_t parent)
{
    struct typesetter *ts = c->ts;
    if (!n->title || !n->title[strspn(n->title, " \t\n")]) return;
    struct doc_node *text = doc_new(ts->scratch, DOC_TEXT, n->place);
    struct paragraph p = {
        .text_style = STYLE_NOTE, .align = c->align, .element = element_new(ts, type, parent)};
    text->text = n->title;
    c->out->last->keep_next = true;
    c->out->last->after = 0;
    struct inlines in;
    text_typeset(c, text, NULL, &p, &in);
    c->out->last->after = ts->styles->block_gap;
}

// A frame around the words that stand for a picture.
static void typeset_missing(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    mpt pad = c->width > 2 * ts->styles->cell_pad + WIDTH_LIMIT ? ts->styles->cell_pad : 0;
    struct slab *s = slab_columns(ts->scratch, c->out, 1, SPLIT_KEEP);
    struct decor *frame = ARENA_NEW(ts->scratch, struct decor);
    struct slab_list list = {0};
    struct context inner = context_column(c, &list, c->width - 2 * pad);
    struct paragraph p = {.text_style = STYLE_NOTE, .element = element_new(ts, "P", c->element)};
    *frame = (struct decor){.x = c->x,
                            .width = c->width,
                            .stroke = TONE_RULE,
                            .stroke_width = PT(0.5),
                            .radius = PT(2)};
    struct inlines in;
    text_typeset(&inner, n->first, NULL, &p, &in);
    figure_typeset_all(&inner, &in);
    s->columns[0] = (struct column){.x = c->x + pad, .first = list.first};
    s->decor = list.first ? frame : NULL;
    s->pad_top = s->pad_bottom = list.first ? ts->styles->cell_pad : 0;
    s->before = s->after = ts->styles->block_gap;
    typeset_caption(c, n, "P", c->element);
}

// Where the picture stands: at 96 pixels an inch, scaled down where that is too large.
static struct rect fit(const struct context *c, const struct image *image)
{
    bool lies = image_lies(image);
    int64_t w = (int64_t)(lies ? image->height : image->width) * 750;
    int64_t h = (int64_t)(lies ? image->width : image->height) * 750;
    int64_t widest = c->width, highest = c->ts->page_height / 2;
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

// A picture that is a link, or stands in one: its place on the page leads there.
static int32_t open_link(const struct context *c, const struct doc_node *n, struct slab *s,
                         const struct rect *rect, const char *words, int32_t parent)
{
    struct typesetter *ts = c->ts;
    const struct doc_node *link = n->parent;
    while (link && doc_is_inline(link->kind) && link->kind != DOC_LINK) link = link->parent;
    if (!link || link->kind != DOC_LINK || !link->text || !*link->text) return parent;
    int32_t element = element_new(ts, "Link", parent);
    const char *contents = link->title && *link->title ? link->title : words;
    *ARENA_PUSH(ts->scratch, s->links, s->link_count, s->link_room) = (struct paper_link){
        element, link->text, *contents ? contents : link->text, *rect};
    return element;
}

void figure_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    if (!n->image || !n->image->width || !n->image->height) {
        typeset_missing(c, n);
        return;
    }
    struct slab *s = slab_new(ts->scratch, c->out);
    struct rect rect = fit(c, n->image);
    const char *words = doc_plain(ts->arena, n);
    int32_t parent = c->element, element = ELEMENT_ARTIFACT;  // without words: decoration
    if (*words) {
        if (n->title) parent = element_new(ts, "Div", c->element);
        element = element_new(ts, "Figure", open_link(c, n, s, &rect, words, parent));
        element_get(ts, element)->alternative = words;
    }
    slab_item(ts->scratch, s, ITEM_PICTURE, element)->picture = (struct paper_picture){rect,
                                                                                       n->image};
    s->height = rect.h;
    s->before = s->after = ts->styles->block_gap;
    typeset_caption(c, n, *words ? "Caption" : "P", parent);
}

void figure_typeset_all(const struct context *c, const struct inlines *in)
{
    for (size_t i = 0; i < in->picture_count; i++) figure_typeset(c, in->pictures[i]);
}
