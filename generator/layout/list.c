// Lists: a marker beside every item, its blocks indented; and checklists, whose marker is a box to
// tick.
#include "layout/block.h"
#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/mark.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

// The first line of text among the slabs after `above`; *shift: how far its list is to the right of
// this one.
static struct slab *first_line(struct slab_list *list, struct slab *above, mpt *shift)
{
    struct slab *s = above ? above->next : list->first;
    *shift = 0;
    while (s && s->column_count && column_first(&s->columns[0])) {
        *shift += s->columns[0].x;
        s = column_first(&s->columns[0]);
    }
    return s;
}

// The slab that the marker stands in: the item's first line, or one of its own where the item has
// no text, or no room beside its marker.
static struct slab *marker_line(const struct context *c, const struct context *item,
                                struct slab *above, mpt *shift)
{
    struct slab *line = item->x > c->x ? first_line(c->out, above, shift) : NULL;
    if (line && (line->baseline || line->item_count)) return line;
    struct slab_list list = {0};
    const struct text_style *text_style = style_of(c, c->body);
    line = slab_new(c->ts->scratch, &list);
    line->height = text_style->leading;
    line->keep_next = true;
    line->next = above ? above->next : c->out->first;
    if (above) above->next = line;
    else c->out->first = line;
    if (c->out->last == above) c->out->last = line;
    *shift = 0;
    return line;
}

// The context of an item's blocks, indented where the column has room for that.
static struct context item_context(const struct context *c, mpt indent)
{
    struct context item = *c;
    if (c->width - indent >= WIDTH_LIMIT) {
        item.x += indent;
        item.width -= indent;
    }
    item.list_depth++;
    return item;
}

static void typeset_body(const struct context *c, const struct doc_node *item, bool tight)
{
    if (tight) block_typeset_plain(c, item);
    else block_typeset_children(c, item);
}

static struct slab *next_of(const struct slab_list *list, struct slab *s)
{
    return s ? s->next : list->first;
}

// Less space inside a tight list: its paragraphs follow each other as lines do.
static void tighten(const struct slab_list *list, struct slab *above, mpt after)
{
    for (struct slab *s = next_of(list, above); s && s != list->last; s = s->next)
        if (!s->column_count && s->after > after) s->after = after;
}

static int32_t item_element(const struct context *c, const struct doc_node *item, int32_t list)
{
    int32_t li = element_new(c->ts, "LI", list);
    element_get(c->ts, li)->language = item->language;
    return li;
}

static const char *marker_text(const struct context *c, const struct doc_node *list, int number)
{
    static const char *const bullets[] = {"•", "–", "·"};
    if (list->ordered) return arena_printf(c->ts->scratch, "%d.", number);
    return bullets[c->list_depth < 2 ? c->list_depth : 2];
}

static mpt list_indent(const struct context *c, const struct doc_node *n)
{
    const struct text_style *text_style = style_of(c, c->body);
    mpt indent = c->ts->styles->indent;
    mpt box = c->ts->styles->mark_box + text_style->size / 2;
    for (const struct doc_node *item = n->first; item; item = item->next)
        if (item->form && indent < box) indent = box;
    if (!n->ordered) return indent;
    int last = n->level;
    for (const struct doc_node *item = n->first; item; item = item->next) last++;
    mpt number = pen_width(c->ts->layout, text_style, c->language, marker_text(c, n, last)) +
                 text_style->size / 2;
    return number > indent ? number : indent;
}

static void typeset_item(const struct context *c, const struct doc_node *list,
                         const struct doc_node *item, int32_t element, mpt indent, int number)
{
    struct typesetter *ts = c->ts;
    int32_t li = item_element(c, item, element), label = element_new(ts, "Lbl", li);
    struct context body = item_context(c, indent);
    struct slab *above = c->out->last;
    if (item->language) body.language = item->language;
    body.element = element_new(ts, "LBody", li);
    typeset_body(&body, item, list->tight);
    mpt shift;
    struct slab *line = marker_line(c, &body, above, &shift);
    if (item->form) {  // a task
        element_get(ts, label)->alternative = item->marked ? "☑" : "☐";
        mark_box(c, line, item, label, c->x, shift);
        if (line != c->out->last) line->keep_next = true;
        if (list->tight) tighten(c->out, above, style_of(c, c->body)->leading / 8);
        return;
    }
    struct slab_list unused = {0};
    struct slab *marker = slab_new(ts->scratch, &unused);
    const struct text_style *text_style = style_of(c, c->body);
    pen_text(ts->layout, ts->arena, marker, text_style, c->language, marker_text(c, list, number),
             c->x, line->baseline ? line->baseline : pen_baseline(ts->layout, text_style), label);
    slab_put_first(ts->scratch, line, marker, shift);
    if (line != c->out->last) line->keep_next = true;  // a first paragraph of one line, too
    if (list->tight) tighten(c->out, above, text_style->leading / 8);
}

// The space behind the last slab is that of a paragraph, whatever the list's own.
static void end_list(const struct context *c)
{
    mpt after = style_of(c, c->body)->after;
    if (c->out->last && c->out->last->after < after) c->out->last->after = after;
}

// A list's first item does not stand alone at the foot of a page, nor its last one at the top.
static void keep_ends(const struct context *c, const struct doc_node *list,
                      const struct doc_node *item)
{
    bool first = item == list->first && item->next, last_but_one = item->next && !item->next->next;
    if (c->out->last && (first || last_but_one)) c->out->last->keep_next = true;
}

static void between_items(const struct context *c, const struct doc_node *item, bool tight)
{
    if (item->next && tight && c->out->last)
        c->out->last->after = style_of(c, c->body)->leading / 8;
}

void list_typeset(const struct context *c, const struct doc_node *n)
{
    int32_t element = element_new(c->ts, "L", c->element);
    element_get(c->ts, element)->numbering = n->ordered ? NUMBERING_DECIMAL : NUMBERING_DISC;
    mpt indent = list_indent(c, n);
    int number = n->level;
    for (const struct doc_node *item = n->first; item; item = item->next) {
        typeset_item(c, n, item, element, indent, number++);
        between_items(c, item, n->tight);
        keep_ends(c, n, item);
    }
    end_list(c);
}

// A row with a rule below it: the box with what is to be done, and at the right where.
static void typeset_task(const struct context *c, const struct doc_node *item, int32_t list,
                         mpt indent, mpt where_width)
{
    struct typesetter *ts = c->ts;
    const struct doc_node *where = item->last->kind == DOC_PARAGRAPH ? item->last : NULL;
    struct slab *s = slab_columns(ts->scratch, c->out, 2, SPLIT_TALL);
    struct decor *d = ARENA_NEW(ts->scratch, struct decor);
    *d = (struct decor){.x = c->x, .width = c->width, .below = TONE_RULE, .below_width = PT(0.5)};
    s->pad_top = s->pad_bottom = ts->styles->cell_pad_top;
    s->decor = d;
    struct slab_list lines = {0}, right = {0};
    int32_t li = item_element(c, item, list), label = mark_label(c, item, "Lbl", li);
    struct context body = context_column(c, &lines, c->width - where_width - PT(12));
    body.x = indent;
    body.width -= indent;
    body.element = element_new(ts, "LBody", li);
    if (item->language) body.language = item->language;
    struct paragraph p = {.text_style = c->body, .element = body.element};
    paragraph_lines(&body, item->first, where, &p);
    mark_box(&body, lines.first, item, label, 0, 0);
    s->columns[0] = (struct column){.x = c->x, .first = lines.first};
    if (!where) return;
    struct context at = context_column(c, &right, where_width);
    p = (struct paragraph){.text_style = c->body,
                           .align = ALIGN_RIGHT,
                           .element = element_new(ts, "Span", body.element)};
    paragraph_lines(&at, where->first, NULL, &p);
    s->columns[1] = (struct column){.x = c->x + c->width - where_width, .first = right.first};
}

static void typeset_tasks(const struct context *c, const struct doc_node *n, int32_t list,
                          mpt indent)
{
    struct typesetter *ts = c->ts;
    mpt widest = 0;
    for (const struct doc_node *item = n->first; item; item = item->next) {
        if (item->last->kind != DOC_PARAGRAPH) continue;
        mpt width = pen_width(ts->layout, style_of(c, c->body), c->language,
                              doc_plain(ts->scratch, item->last));
        if (width > widest) widest = width;
    }
    if (widest > c->width / 3) widest = c->width / 3;
    for (const struct doc_node *item = n->first; item; item = item->next) {
        typeset_task(c, item, list, indent, widest + PT(1));
        keep_ends(c, n, item);
    }
}

void list_typeset_checklist(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    int32_t element = element_new(ts, "L", c->element);
    element_get(ts, element)->numbering = NUMBERING_DISC;
    mpt indent = ts->styles->mark_box + style_of(c, c->body)->size * 8 / 10;
    if (n->form) {
        typeset_tasks(c, n, element, indent);
        end_list(c);
        return;
    }
    for (const struct doc_node *item = n->first; item; item = item->next) {
        struct context body = item_context(c, indent);
        struct slab *above = c->out->last;
        if (item->language) body.language = item->language;
        int32_t li = item_element(c, item, element);
        int32_t label = mark_label(c, item, "Lbl", li);
        body.element = element_new(ts, "LBody", li);
        typeset_body(&body, item, true);
        mpt shift;
        struct slab *line = marker_line(c, &body, above, &shift);
        mark_box(c, line, item, label, c->x, shift);
        if (item->next && c->out->last) c->out->last->after = style_of(c, c->body)->leading / 4;
        keep_ends(c, n, item);
    }
    end_list(c);
}
