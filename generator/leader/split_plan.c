// Copies a plan into the part: what model/record.c says is shared, and what stays between two
// people where the leader is one of them. Keys that model/record.c does not know are left out.
#include <string.h>

#include "base/array.h"
#include "model/record.h"
#include "leader/split.h"

struct plan_split {
    struct arena *arena;
    const struct leader_split *split;
    bool own;  // the leader is one of the two
};

static bool is_list_of_items(const char *key)
{
    static const char *const lists[] = {"goals", "measures", "follow-ups", "progress"};
    for (size_t i = 0; i < COUNT(lists); i++)
        if (!strcmp(key, lists[i])) return true;
    return false;
}

// The keys that say whose plan it is, and the ids of its items.
static bool is_name(const char *path, const char *key)
{
    bool progress = strstr(path, "/progress/");
    if (!strcmp(key, "goal") && progress) return true;
    return !strcmp(key, "id") || ((!strcmp(key, "employee") || !strcmp(key, "unit")) && !*path);
}

static bool is_included(const struct plan_split *c, const char *path, const char *key,
                        const struct node *value)
{
    if (!strcmp(key, "leader") && !*path)
        return c->own && !strcmp(value->text, c->split->leader->id);
    if (is_name(path, key)) return true;
    const struct record_field *f = record_find(record_plan,
                                               arena_printf(c->arena, "%s%s", path, key));
    return f && (f->privacy == RECORD_SHARED || (f->privacy == RECORD_BETWEEN_US && c->own));
}

static struct node *map_of(const struct plan_split *c, const char *path, const struct node *from);

static struct node *items_of(const struct plan_split *c, const char *path, const struct node *from)
{
    struct node *list = node_new(c->arena, NODE_LIST);
    for (size_t i = 0; i < from->count; i++) {
        struct node *item = from->items[i]->kind == NODE_MAP ? map_of(c, path, from->items[i])
                                                             : NULL;
        if (item) node_append(c->arena, list, item);
    }
    return list->count ? list : NULL;
}

// Competence needs, ids and { other: … }: all are shared.
static struct node *needs_of(const struct plan_split *c, const struct node *from)
{
    struct node *list = node_new(c->arena, NODE_LIST);
    for (size_t i = 0; i < from->count; i++) {
        const struct node *n = from->items[i];
        const char *other = node_text(n, "other");
        if (n->kind != NODE_SCALAR && !other) continue;
        struct node *item = other ? node_new(c->arena, NODE_MAP) : node_scalar(c->arena, n->text);
        if (other) node_put(c->arena, item, "other", node_scalar(c->arena, other));
        node_append(c->arena, list, item);
    }
    return list->count ? list : NULL;
}

static struct node *ids_of(const struct plan_split *c, const struct node *from)
{
    struct node *list = node_new(c->arena, NODE_LIST);
    for (size_t i = 0; i < from->count; i++)
        if (from->items[i]->kind == NODE_SCALAR)
            node_append(c->arena, list, node_scalar(c->arena, from->items[i]->text));
    return list->count ? list : NULL;
}

static struct node *value_of(const struct plan_split *c, const char *path, const char *key,
                             const struct node *value)
{
    if (node_is_null(value)) return NULL;
    if (value->kind == NODE_SCALAR)
        return is_included(c, path, key, value) ? node_scalar(c->arena, value->text) : NULL;
    if (value->kind == NODE_MAP)
        return map_of(c, arena_printf(c->arena, "%s%s/", path, key), value);
    if (!strcmp(key, "competence-needs")) return needs_of(c, value);
    if (!strcmp(key, "supports")) return is_included(c, path, key, value) ? ids_of(c, value) : NULL;
    return is_list_of_items(key) ? items_of(c, arena_printf(c->arena, "%s%s/x/", path, key), value)
                                 : NULL;
}

// path: the prefix of its keys, such as "goals/x/"; NULL: nothing is copied.
static struct node *map_of(const struct plan_split *c, const char *path, const struct node *from)
{
    struct node *map = node_new(c->arena, NODE_MAP);
    for (size_t i = 0; i < from->count; i++)
        node_put(c->arena, map, from->keys[i]->text,
                 value_of(c, path, from->keys[i]->text, from->items[i]));
    return map->count ? map : NULL;
}

const struct node *split_plan(struct arena *a, const struct leader_split *s, const struct plan *p,
                              const struct node *tree)
{
    struct plan_split c = {a, s, cycle_plan_is_with(p, s->leader)};
    return map_of(&c, "", tree);
}
