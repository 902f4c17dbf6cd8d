// Lists: a marker beside every item, its blocks indented; and checklists, whose marker is a box to
// tick.
#include <stdio.h>

#include "layout/set.h"

// The first line of text among the slabs behind `above`, and how far its list is from the column's
// left edge.
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

void list_put_first(struct arena *scratch, struct slab *line, const struct slab *marker, mpt shift)
{
    size_t count = marker->item_count + line->item_count;
    struct paper_item *items = ARENA_ARRAY(scratch, struct paper_item, count);
    for (size_t i = 0; i < marker->item_count; i++) {
        items[i] = marker->items[i];
        if (items[i].kind == ITEM_RUN) items[i].run.x -= shift;
        else items[i].box.rect.x -= shift;
    }
    for (size_t i = 0; i < line->item_count; i++) items[marker->item_count + i] = line->items[i];
    line->items = items;
    line->item_count = line->item_room = count;
}

// The slab that the marker stands in: the item's first line, or one of its own where the item has
// no text or is as wide as its marker.
static struct slab *marker_line(const struct context *c, const struct context *item,
                                struct slab *above, mpt *shift)
{
    struct slab *line = item->x > c->x ? first_line(c->out, above, shift) : NULL;
    if (line && (line->baseline || line->item_count)) return line;
    struct slab_list list = {0};
    const struct look *look = look_of(c, c->body);
    line = slab_new(c->set->scratch, &list);
    line->height = look->leading;
    line->keep_next = true;
    line->next = above ? above->next : c->out->first;
    if (above) above->next = line;
    else c->out->first = line;
    if (c->out->last == above) c->out->last = line;
    *shift = 0;
    return line;
}

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

static void set_body(const struct context *c, const struct doc_node *item, bool tight)
{
    if (tight) block_set_plain(c, item);
    else block_set_children(c, item);
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
    int32_t li = tag_new(c->set, "LI", list);
    tag_get(c->set, li)->language = item->language;
    return li;
}

static const char *marker_text(const struct context *c, const struct doc_node *list, int number)
{
    static const char *const bullets[] = {"•", "–", "·"};
    if (list->ordered) return arena_printf(c->set->scratch, "%d.", number);
    return bullets[c->list_depth < 2 ? c->list_depth : 2];
}

static mpt list_indent(const struct context *c, const struct doc_node *n)
{
    const struct look *look = look_of(c, c->body);
    mpt indent = c->set->looks->indent;
    if (!n->ordered) return indent;
    int last = n->level;
    for (const struct doc_node *item = n->first; item; item = item->next) last++;
    mpt number = pen_width(c->set->layout, look, c->language, marker_text(c, n, last)) +
                 look->size / 2;
    return number > indent ? number : indent;
}

static void set_item(const struct context *c, const struct doc_node *list,
                     const struct doc_node *item, int32_t element, mpt indent, int number)
{
    struct setting *set = c->set;
    int32_t li = item_element(c, item, element), label = tag_new(set, "Lbl", li);
    struct context body = item_context(c, indent);
    struct slab *above = c->out->last;
    if (item->language) body.language = item->language;
    body.element = tag_new(set, "LBody", li);
    set_body(&body, item, list->tight);
    mpt shift;
    struct slab *line = marker_line(c, &body, above, &shift);
    struct slab_list unused = {0};
    struct slab *marker = slab_new(set->scratch, &unused);
    const struct look *look = look_of(c, c->body);
    pen_text(set->layout, set->arena, marker, look, c->language, marker_text(c, list, number), c->x,
             line->baseline ? line->baseline : look_baseline(set->layout, look), label);
    list_put_first(set->scratch, line, marker, shift);
    if (line != c->out->last) line->keep_next = true;  // a first paragraph of one line, too
    if (list->tight) tighten(c->out, above, look->leading / 8);
}

// The space behind the last slab is that of a paragraph, whatever the list's own.
static void end_list(const struct context *c)
{
    mpt after = look_of(c, c->body)->after;
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
    if (item->next && tight && c->out->last) c->out->last->after = look_of(c, c->body)->leading / 8;
}

void list_set(const struct context *c, const struct doc_node *n)
{
    int32_t element = tag_new(c->set, "L", c->element);
    tag_get(c->set, element)->numbering = n->ordered ? NUMBERING_DECIMAL : NUMBERING_DISC;
    mpt indent = list_indent(c, n);
    int number = n->level;
    for (const struct doc_node *item = n->first; item; item = item->next) {
        set_item(c, n, item, element, indent, number++);
        between_items(c, item, n->tight);
        keep_ends(c, n, item);
    }
    end_list(c);
}

void checklist_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    int32_t element = tag_new(set, "L", c->element);
    tag_get(set, element)->numbering = NUMBERING_DISC;
    mpt indent = set->looks->tick_box + look_of(c, c->body)->size * 8 / 10;
    for (const struct doc_node *item = n->first; item; item = item->next) {
        struct context body = item_context(c, indent);
        struct slab *above = c->out->last;
        if (item->language) body.language = item->language;
        int32_t li = item_element(c, item, element);
        int32_t label = tick_label(c, item, "Lbl", li);
        body.element = tag_new(set, "LBody", li);
        set_body(&body, item, true);
        mpt shift;
        struct slab *line = marker_line(c, &body, above, &shift);
        tick_box(c, line, item, label, c->x, shift);
        if (item->next && c->out->last) c->out->last->after = look_of(c, c->body)->leading / 4;
        keep_ends(c, n, item);
    }
    end_list(c);
}
