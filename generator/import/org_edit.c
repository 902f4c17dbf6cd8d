// Edits to an org.yaml, and to its tree.
#include "import/org_edit.h"

#include <string.h>

#include "import/org_index.h"

static void add_edit(struct org_edits *e, enum splice_action action, struct splice_step *steps,
                     size_t count, const struct node *value)
{
    *ARENA_PUSH(e->a, e->edits, e->edit_count, e->edit_room) = (struct splice_edit){action, steps,
                                                                                    count, value};
}

struct node *org_edit_copy(struct arena *a, const struct node *n)
{
    struct node *copy = node_new(a, n->kind);
    copy->text = n->text;
    copy->plain = n->plain;
    for (size_t i = 0; i < n->count; i++) {
        struct node *value = org_edit_copy(a, n->items[i]);
        if (n->kind == NODE_MAP) node_put(a, copy, n->keys[i]->text, value);
        else node_append(a, copy, value);
    }
    return copy;
}

static void drop_entry(struct node *container, size_t at)
{
    for (size_t i = at + 1; i < container->count; i++) {
        container->items[i - 1] = container->items[i];
        if (container->kind == NODE_MAP) container->keys[i - 1] = container->keys[i];
    }
    container->count--;
}

static void drop_key(struct node *map, const char *key)
{
    for (size_t i = 0; i < map->count; i++)
        if (!strcmp(map->keys[i]->text, key)) {
            drop_entry(map, i);
            return;
        }
}

static void set(struct org_edits *e, enum splice_action action, struct node *map, const char *key,
                const struct node *value)
{
    struct splice_step *steps;
    size_t n = org_index_path(e->a, e->tree, map, &steps);
    struct node *copy = org_edit_copy(e->a, value);
    steps[n] = (struct splice_step){.key = key};
    add_edit(e, action, steps, n + 1, copy);
    for (size_t i = 0; i < map->count; i++)
        if (!strcmp(map->keys[i]->text, key)) {
            map->items[i] = copy;
            return;
        }
    node_put(e->a, map, key, copy);
}

void org_edit_set(struct org_edits *e, struct node *map, const char *key, const struct node *value)
{
    set(e, SPLICE_SET, map, key, value);
}

void org_edit_set_first(struct org_edits *e, struct node *map, const char *key,
                        const struct node *value)
{
    set(e, SPLICE_SET_FIRST, map, key, value);
}

void org_edit_remove(struct org_edits *e, struct node *map, const char *key)
{
    struct splice_step *steps;
    size_t n = org_index_path(e->a, e->tree, map, &steps);
    steps[n] = (struct splice_step){.key = key};
    add_edit(e, SPLICE_REMOVE, steps, n + 1, NULL);
    drop_key(map, key);
}

struct node *org_edit_append(struct org_edits *e, struct node *unit, const char *key,
                             const struct node *value)
{
    struct splice_step *steps;
    size_t n = org_index_path(e->a, e->tree, unit, &steps);
    struct node *list = node_get(unit, key), *copy = org_edit_copy(e->a, value);
    steps[n] = (struct splice_step){.key = key};
    if (node_is_null(list)) {
        list = node_new(e->a, NODE_LIST);
        node_append(e->a, list, copy);
        add_edit(e, SPLICE_SET, steps, n + 1, org_edit_copy(e->a, list));
        drop_key(unit, key);
        node_put(e->a, unit, key, list);
        return copy;
    }
    add_edit(e, SPLICE_APPEND, steps, n + 1, copy);
    node_append(e->a, list, copy);
    return copy;
}

void org_edit_remove_item(struct org_edits *e, struct node *unit, const char *key,
                          const struct node *item)
{
    struct splice_step *steps;
    struct node *list = node_get(unit, key);
    size_t n = org_index_path(e->a, e->tree, item, &steps);
    if (!list || !n) return;
    if (list->count == 1) {
        org_edit_remove(e, unit, key);
        return;
    }
    add_edit(e, SPLICE_REMOVE, steps, n, NULL);
    drop_entry(list, steps[n - 1].index);
}

void org_edit_move(struct org_edits *e, struct node *from, struct node *to, const char *key,
                   struct node *item)
{
    struct splice_step *source, *target;
    struct node *list = node_get(to, key), *left = node_get(from, key);
    size_t n = org_index_path(e->a, e->tree, item, &source),
           m = org_index_path(e->a, e->tree, to, &target);
    struct splice_step *steps = ARENA_ARRAY(e->a, struct splice_step, n + m + 2);
    memcpy(steps, source, n * sizeof *steps);
    steps[n] = (struct splice_step){NULL, SPLICE_TO};
    memcpy(steps + n + 1, target, m * sizeof *steps);
    steps[n + 1 + m] = (struct splice_step){.key = key};
    add_edit(e, SPLICE_MOVE, steps, n + m + 2, NULL);
    drop_entry(left, source[n - 1].index);
    if (!left->count) drop_key(from, key);
    if (!list || list->kind != NODE_LIST || !list->count) {
        if (list) drop_key(to, key);
        list = node_new(e->a, NODE_LIST);
        node_put(e->a, to, key, list);
    }
    node_append(e->a, list, item);
}
