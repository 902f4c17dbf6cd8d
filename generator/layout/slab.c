#include "layout/slab.h"

struct slab *slab_new(struct arena *scratch, struct slab_list *list)
{
    struct slab *s = ARENA_NEW(scratch, struct slab);
    if (list->last) list->last->next = s;
    else list->first = s;
    list->last = s;
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
            struct slab *kid = slab_copy_artifact(scratch, k);
            if (list.last) list.last->next = kid;
            else list.first = kid;
            list.last = kid;
        }
        copy->columns[i] = (struct column){.x = s->columns[i].x, .first = list.first};
    }
    return copy;
}
