// Painting: a column's slabs get their position on a page, with what is drawn behind them.
#include "layout/paint.h"

#include <assert.h>

static size_t column_fill_count(const struct column *c);

// How many lists of write-on lines fill the page, one below the other.
static size_t fill_count(const struct slab *s)
{
    size_t most = s->fill_pitch ? 1 : 0;
    for (size_t i = 0; i < s->column_count; i++) {
        size_t count = column_fill_count(&s->columns[i]);
        if (count > most) most = count;
    }
    return most;
}

static size_t column_fill_count(const struct column *c)
{
    size_t count = 0;
    for (const struct slab *s = column_first(c); s; s = column_after(c, s)) count += fill_count(s);
    return count;
}

bool paint_fills_page(const struct column *c)
{
    return column_fill_count(c) > 0;
}

static struct paper_item *artifact(const struct painter *p, enum paper_item_kind kind)
{
    struct paper_item *item = ARENA_PUSH(p->arena, p->page->items, p->page->item_count,
                                         p->page->item_room);
    *item = (struct paper_item){.kind = kind, .element = ELEMENT_ARTIFACT};
    return item;
}

static void draw_rule(const struct painter *p, mpt x1, mpt y1, mpt x2, mpt y2, mpt width,
                      uint8_t tone)
{
    if (tone == TONE_NONE) return;
    artifact(p, ITEM_RULE)->rule = (struct paper_rule){x1, y1, x2, y2, width, tone, false, false};
}

// The box's left edge, tinted: its corners are the box's.
static void draw_strip(const struct painter *p, const struct decor *d, mpt left, mpt y, mpt height)
{
    struct paper_box strip = {.rect = {left, y, d->strip, height}, .fill = TONE_TINT};
    strip.radius = d->radius;
    artifact(p, ITEM_BOX)->box = strip;
    strip.rect.x += d->radius;
    strip.rect.w -= d->radius;
    strip.radius = 0;
    artifact(p, ITEM_BOX)->box = strip;
}

static void draw_decor(const struct painter *p, const struct decor *d, mpt x, mpt y, mpt height)
{
    mpt left = x + d->x, right = left + d->width, bottom = y + height;
    if (d->strip) draw_strip(p, d, left, y, height);
    if (d->fill != TONE_NONE || d->stroke != TONE_NONE)
        artifact(p, ITEM_BOX)->box = (struct paper_box){
            {left, y, d->width, height}, d->fill, d->stroke, d->stroke_width, d->radius};
    draw_rule(p, left + d->bar_width / 2, y, left + d->bar_width / 2, bottom, d->bar_width, d->bar);
    for (size_t i = 0; i < d->upright_count; i++)
        draw_rule(p, x + d->uprights[i], y + d->upright_top, x + d->uprights[i], bottom, PT(0.5),
                  d->upright_tone);
    draw_rule(p, left, y, right, y, d->above_width, d->above);
    draw_rule(p, left, bottom, right, bottom, d->below_width, d->below);
}

static void paint_item(const struct painter *p, const struct paper_item *from, mpt x, mpt y)
{
    struct paper_item *item = ARENA_PUSH(p->arena, p->page->items, p->page->item_count,
                                         p->page->item_room);
    *item = *from;
    paper_move(item, x, y);
    if (item->element == p->figure) item->element = p->figure_part;
    if (item->kind != ITEM_PICTURE || item->element == ELEMENT_ARTIFACT) return;
    p->section->elements[item->element].bounds = item->picture.rect;
    p->section->elements[item->element].page = (int32_t)p->page_number;
}

// A Figure stands on one page: where a drawing goes on on another page, its part there is a Figure
// of its own that says the same. Returns the element of the part on this page.
static int32_t paint_figure(const struct painter *p, int32_t element, const struct rect *bounds)
{
    struct paper_section *section = p->section;
    assert(element >= 0 && (size_t)element < section->element_count);
    struct paper_element figure_part = section->elements[element];
    if (figure_part.bounds.w > 0) {
        element = (int32_t)section->element_count;
        *ARENA_PUSH(p->arena, section->elements, section->element_count,
                    section->element_room) = figure_part;
    }
    section->elements[element].bounds = *bounds;
    section->elements[element].page = (int32_t)p->page_number;
    return element;
}

// What stands in the slab itself. extra: how much higher its widgets become.
static void paint_own(const struct painter *p, const struct slab *s, mpt x, mpt y, mpt extra)
{
    struct paper_page *page = p->page;
    struct paper_section *section = p->section;
    for (size_t i = 0; i < s->item_count; i++) paint_item(p, &s->items[i], x, y);
    for (size_t i = 0; i < s->link_count; i++) {
        struct paper_link *link = ARENA_PUSH(p->arena, page->links, page->link_count,
                                             page->link_room);
        *link = s->links[i];
        link->rect.x += x;
        link->rect.y += y;
    }
    for (size_t i = 0; i < s->widget_count; i++) {
        struct paper_widget *w = ARENA_PUSH(p->arena, page->widgets, page->widget_count,
                                            page->widget_room);
        *w = s->widgets[i];
        w->rect.x += x;
        w->rect.y += y;
        w->rect.h += extra;
    }
    if (!s->bookmark) return;
    struct paper_bookmark *b = ARENA_PUSH(p->arena, section->bookmarks, section->bookmark_count,
                                          section->bookmark_room);
    *b = *s->bookmark;
    b->page = p->page_number;
    b->y = y;
}

// The field of the lines that fill the page. Where there is no room for any, its element is left,
// and says nothing.
static void paint_fill_field(const struct painter *p, const struct slab *s, const struct rect *rect)
{
    enum { ABOVE = PT(5), BESIDE = PT(2), UNDER = PT(1) };  // as of a list of lines
    struct paper_section *section = p->section;
    if (rect->h < s->fill_pitch) {
        section->elements[s->fill_element].type = "Span";
        return;
    }
    struct paper_page *page = p->page;
    *ARENA_PUSH(p->arena, page->widgets, page->widget_count,
                page->widget_room) = (struct paper_widget){
        .field = (uint32_t)section->field_count,
        .element = s->fill_element,
        .rect = {rect->x - BESIDE, rect->y + ABOVE, rect->w + 2 * BESIDE,
                 rect->h / s->fill_pitch * s->fill_pitch - ABOVE - UNDER},
        .size = s->fill_size};
    *ARENA_PUSH(p->arena, section->fields, section->field_count,
                section->field_room) = s->fill_field;
}

static void paint_fill(const struct painter *p, const struct slab *s, mpt x, mpt y, mpt extra)
{
    mpt left = x + s->fill_x, right = left + s->fill_width, bottom = y + s->height;
    for (mpt line = bottom + s->fill_pitch; line <= bottom + extra; line += s->fill_pitch)
        artifact(p, ITEM_RULE)->rule = (struct paper_rule){left,    line,      right, line,
                                                           PT(0.6), TONE_LINE, true,  false};
    if (s->fill_field) paint_fill_field(p, s, &(struct rect){left, bottom, s->fill_width, extra});
}

// The slab of a column that takes what height its row leaves; NULL: none.
static const struct slab *growing(const struct column *c)
{
    for (const struct slab *s = column_first(c); s; s = column_after(c, s))
        if (s->grows) return s;
    return NULL;
}

static mpt paint_slab(const struct painter *on, const struct slab *s, mpt x, mpt y, mpt extra)
{
    mpt height = flow_slab_height(on->breaker, s, FLOW_UNBOUNDED) + extra;
    struct painter inside = *on, *p = &inside;
    if (s->figure) {
        inside.figure = s->figure->element;
        inside.figure_part = paint_figure(
            on, s->figure->element, &(struct rect){x + s->figure->x, y, s->figure->width, height});
    }
    if (s->decor) draw_decor(p, s->decor, x, y, height);
    mpt taller_by = s->grows ? extra : 0;
    if (s->fill_pitch) taller_by = extra / s->fill_pitch * s->fill_pitch;
    paint_own(p, s, x, y, taller_by);
    if (s->fill_pitch) paint_fill(p, s, x, y, extra);
    mpt inner = height - s->pad_top - s->pad_bottom;
    for (size_t i = 0; i < s->column_count; i++) {
        const struct column *c = &s->columns[i];
        bool taller = (extra && paint_fills_page(c)) || growing(c);
        mpt spare = taller ? inner - flow_height(p->breaker, c, FLOW_UNBOUNDED) : 0;
        paint_column(p, c, x + c->x, y + s->pad_top, spare);
    }
    return height;
}

mpt paint_column(const struct painter *p, const struct column *c, mpt x, mpt y, mpt extra)
{
    size_t fills = extra > 0 ? column_fill_count(c) : 0;
    const struct slab *grows = extra > 0 && !fills ? growing(c) : NULL;
    mpt top = y;
    const struct slab *above = NULL;
    for (const struct slab *s = column_first(c); s; above = s, s = column_after(c, s)) {
        size_t own = fills ? fill_count(s) : 0;
        mpt share = own ? (mpt)((int64_t)extra * (int64_t)own / (int64_t)fills) : 0;
        if (s == grows) share = extra;
        y += flow_slab_gap(p->breaker, above, s);
        y += paint_slab(p, s, x, y, share);
    }
    return y - top;
}
