#include "model/node.h"

#include <string.h>

static size_t find(const struct node *map, const char *key)
{
    size_t i = 0;
    if (!map || map->kind != NODE_MAP) return SIZE_MAX;
    while (i < map->count && strcmp(map->keys[i]->text, key)) i++;
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
    return n && n->kind == NODE_SCALAR && !node_is_null(n) ? n->text : NULL;
}
