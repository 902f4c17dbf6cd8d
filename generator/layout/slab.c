// Slabs: making them, and the items in them.
#include "layout/slab.h"

#include <assert.h>

bool slab_list_is_consistent(const struct slab_list *list)
{
    const struct slab *last = NULL;
    for (const struct slab *s = list->first; s; s = s->next) last = s;
    return last == list->last;
}

void slab_append(struct slab_list *list, struct slab *first, struct slab *last)
{
    assert(!list->first == !list->last);
    assert(!last->next);
    if (list->last) list->last->next = first;
    else list->first = first;
    list->last = last;
}

struct slab *slab_new(struct arena *scratch, struct slab_list *list)
{
    struct slab *s = ARENA_NEW(scratch, struct slab);
    slab_append(list, s, s);
    return s;
}

struct slab *slab_columns(struct arena *scratch, struct slab_list *list, size_t count,
                          enum split_policy split)
{
    struct slab *s = slab_new(scratch, list);
    s->columns = ARENA_ARRAY(scratch, struct column, count);
    s->column_count = count;
    s->split = split;
    return s;
}

struct paper_item *slab_item(struct arena *scratch, struct slab *s, enum paper_item_kind kind,
                             int32_t element)
{
    struct paper_item *item = ARENA_PUSH(scratch, s->items, s->item_count, s->item_room);
    item->kind = kind;
    item->element = element;
    return item;
}

void slab_rule(struct arena *scratch, struct slab *s, const struct paper_rule *rule)
{
    slab_item(scratch, s, ITEM_RULE, ELEMENT_ARTIFACT)->rule = *rule;
}

void slab_box(struct arena *scratch, struct slab *s, const struct paper_box *box)
{
    slab_item(scratch, s, ITEM_BOX, ELEMENT_ARTIFACT)->box = *box;
}

void slab_write_line(struct arena *scratch, struct slab *s, mpt x, mpt width, mpt y, bool write_on)
{
    slab_rule(scratch, s,
              &(struct paper_rule){x, y, x + width, y, PT(0.6), TONE_LINE, write_on, false});
}

void slab_put_first(struct arena *scratch, struct slab *line, const struct slab *marker, mpt shift)
{
    size_t count = marker->item_count + line->item_count;
    struct paper_item *items = ARENA_ARRAY(scratch, struct paper_item, count);
    for (size_t i = 0; i < marker->item_count; i++) {
        items[i] = marker->items[i];
        paper_move(&items[i], -shift, 0);
    }
    for (size_t i = 0; i < line->item_count; i++) items[marker->item_count + i] = line->items[i];
    line->items = items;
    line->item_count = line->item_room = count;
}

struct slab *slab_copy_artifact(struct arena *scratch, const struct slab *s)
{
    struct slab *copy = ARENA_NEW(scratch, struct slab);
    *copy = *s;
    copy->next = NULL;
    copy->repeated = true;
    copy->bookmark = NULL;
    copy->figure = NULL;
    copy->links = NULL;
    copy->link_count = copy->link_room = 0;
    copy->widgets = NULL;
    copy->widget_count = copy->widget_room = 0;
    copy->items = ARENA_ARRAY(scratch, struct paper_item, s->item_count);
    copy->item_room = s->item_count;
    for (size_t i = 0; i < s->item_count; i++) {
        copy->items[i] = s->items[i];
        copy->items[i].element = ELEMENT_ARTIFACT;
    }
    copy->columns = ARENA_ARRAY(scratch, struct column, s->column_count);
    for (size_t i = 0; i < s->column_count; i++) {
        struct slab_list list = {0};
        for (struct slab *k = column_first(&s->columns[i]); k;
             k = column_after(&s->columns[i], k)) {
            struct slab *copied = slab_copy_artifact(scratch, k);
            slab_append(&list, copied, copied);
        }
        copy->columns[i] = (struct column){.x = s->columns[i].x, .first = list.first};
    }
    return copy;
}
