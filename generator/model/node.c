// Looking things up in trees of YAML, and building them.
#include "model/node.h"

#include <assert.h>
#include <string.h>

static size_t find(const struct node *map, const char *key)
{
    size_t i = 0;
    if (!map || map->kind != NODE_MAP) return SIZE_MAX;
    while (i < map->count && (*map->keys[i]->text != *key || strcmp(map->keys[i]->text, key))) i++;
    return i < map->count ? i : SIZE_MAX;
}

struct node *node_get(const struct node *map, const char *key)
{
    size_t i = find(map, key);
    return i == SIZE_MAX ? NULL : map->items[i];
}

struct node *node_get_key(const struct node *map, const char *key)
{
    size_t i = find(map, key);
    return i == SIZE_MAX ? NULL : map->keys[i];
}

const char *node_text(const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);
    return node_is_text(n) ? n->text : NULL;
}

const char *node_localized_text(const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);
    if (!n || n->kind != NODE_MAP || !n->count) return node_text(map, key);
    return node_text(n, n->keys[0]->text);
}

// ---- Building

struct node *node_new(struct arena *a, enum node_kind kind)
{
    struct node *n = ARENA_NEW(a, struct node);
    n->kind = kind;
    return n;
}

struct node *node_scalar(struct arena *a, const char *text)
{
    struct node *n = node_new(a, NODE_SCALAR);
    n->text = text;
    return n;
}

void node_append(struct arena *a, struct node *list, struct node *item)
{
    assert(list->kind == NODE_LIST && item);
    *ARENA_PUSH(a, list->items, list->count, list->room) = item;
}

void node_put(struct arena *a, struct node *map, const char *key, struct node *value)
{
    size_t count = map->count, room = map->room;
    if (!value) return;
    assert(map->kind == NODE_MAP && !node_get(map, key));
    *ARENA_PUSH(a, map->keys, count, room) = node_scalar(a, key);
    *ARENA_PUSH(a, map->items, map->count, map->room) = value;
}
