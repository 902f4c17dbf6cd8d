// An address, where the window of an envelope shows it. The windows of Norwegian envelopes (C4, C5,
// C6/5, E6/5) begin 15 mm from the left edge and 39 to 44 mm from the top, and are at least 95 mm
// wide and 30 mm high; a sheet lies up to 19 mm further to the right. The address stands in what
// all of them show, and whatever else stands on the page begins below the lowest window. In large
// print nothing becomes smaller: what has no room in the windows stands further down and to the
// right.
#include "base/array.h"
#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

// from the edges of the page
static const mpt top = MM(46), bottom = MM(72), clear = MM(92), window = MM(72);

static mpt height_of(const struct slab_list *list)
{
    mpt height = 0;
    for (const struct slab *s = list->first; s; s = s->next) height += s->height;
    return height;
}

struct address_size {
    enum style_name text_style;
    mpt width, bottom;  // 0: as wide as the page, or as far down as it takes
};

static const struct address_size normal[] = {{STYLE_FIELD_VALUE, window, bottom},
                                             {STYLE_CELL, window, bottom},
                                             {STYLE_NOTE, window, bottom},
                                             {STYLE_AXIS, window, 0}},
                                 large[] = {{STYLE_FIELD_VALUE, window, bottom},
                                            {STYLE_CELL, window, clear},
                                            {STYLE_CELL, 0, 0}};

// A name is large and bold where that leaves it on one line.
static enum style_name name_style(const struct context *c, const struct doc_node *name,
                                  const struct address_size *size)
{
    static const enum style_name bold[] = {STYLE_H2, STYLE_H3, STYLE_H4};
    const char *words = doc_plain(c->ts->scratch, name);
    bool first = size->text_style == STYLE_FIELD_VALUE;
    for (size_t i = 0; first && i < COUNT(bold); i++)
        if (pen_width(c->ts->layout, style_of(c, bold[i]), c->language, words) <= c->width)
            return bold[i];
    return size->text_style;
}

static void typeset_lines(const struct context *c, const struct doc_node *n,
                          const struct address_size *size, const int32_t *elements,
                          struct slab_list *list)
{
    struct context inner = context_column(c, list, size->width ? size->width : c->width);
    size_t i = 0;
    for (const struct doc_node *line = n->first; line; line = line->next, i++) {
        struct paragraph p = {.text_style = i ? size->text_style : name_style(&inner, line, size),
                              .element = elements[i],
                              .keep_next = true};
        paragraph_lines(&inner, line->first, NULL, &p);
    }
    for (struct slab *s = list->first; s; s = s->next) s->before = s->after = 0;
}

// As large as the windows allow.
void address_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    const struct address_size *size = ts->large ? large : normal;
    size_t count = 0;
    for (const struct doc_node *line = n->first; line; line = line->next) count++;
    int32_t *elements = ARENA_ARRAY(ts->scratch, int32_t, count);
    for (size_t k = 0; k < count; k++) elements[k] = element_new(ts, "P", c->element);
    struct slab_list list = {0};
    for (;; size++) {
        list = (struct slab_list){0};
        typeset_lines(c, n, size, elements, &list);
        if (!size->bottom || height_of(&list) <= size->bottom - top) break;
    }
    struct slab_list first = {0};
    struct slab *s = slab_columns(ts->scratch, &first, 1, SPLIT_KEEP);
    s->columns[0] = (struct column){.x = c->x, .first = list.first};
    s->pad_top = top - ts->styles->top;
    s->height = clear - ts->styles->top;
    s->keep_next = true;
    s->next = c->out->first;  // above a heading that the section begins with
    c->out->first = s;
    if (!c->out->last) c->out->last = s;
}
