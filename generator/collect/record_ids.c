// Reading and changing the ids that a goal's `supports` holds.
#include "collect/record_ids.h"

#include <string.h>

size_t record_ids_find(const struct record_ids *ids, const char *id)
{
    size_t i = 0;
    while (i < ids->count && strcmp(ids->list[i], id)) i++;
    return i;
}

void record_ids_add(struct arena *a, struct record_ids *ids, const char *text)
{
    for (const char *s = text + strspn(text, ", "); *s; s += strspn(s, ", ")) {
        size_t n = strcspn(s, ","), id_length = n;
        while (id_length && s[id_length - 1] == ' ') id_length--;
        const char *id = arena_strndup(a, s, id_length);
        if (record_ids_find(ids, id) == ids->count)
            *ARENA_PUSH(a, ids->list, ids->count, ids->room) = id;
        s += n;
    }
}

struct record_ids record_ids_of(struct arena *a, const struct node *n)
{
    struct record_ids ids = {0};
    if (node_is_null(n)) return ids;
    if (n->kind == NODE_SCALAR) record_ids_add(a, &ids, n->text);
    for (size_t i = 0; n->kind == NODE_LIST && i < n->count; i++)
        if (n->items[i]->kind == NODE_SCALAR) record_ids_add(a, &ids, n->items[i]->text);
    return ids;
}

void record_ids_remove(struct record_ids *ids, size_t index)
{
    ids->count--;
    for (size_t i = index; i < ids->count; i++) ids->list[i] = ids->list[i + 1];
}

const char *record_ids_text(struct arena *a, const struct record_ids *ids)
{
    const char *text = NULL;
    for (size_t i = 0; i < ids->count; i++)
        text = text ? arena_printf(a, "%s, %s", text, ids->list[i]) : ids->list[i];
    return text;
}

bool record_ids_are_items(const struct record_ids *ids, const struct node *n)
{
    if (node_is_null(n) || n->kind != NODE_LIST || n->count != ids->count) return false;
    for (size_t i = 0; i < n->count; i++)
        if (n->items[i]->kind != NODE_SCALAR || strcmp(n->items[i]->text, ids->list[i]))
            return false;
    return true;
}
