// Checking the bodies of blocks by their schemas, and walking through them.
#include "compose/syntax/schema.h"

#include <stdlib.h>
#include <string.h>

// ---- Checking one key

static bool integer(const struct node *n, int *out)
{
    char *end;
    if (n->kind != NODE_SCALAR || !*n->text || strlen(n->text) > 6) return false;
    long v = strtol(n->text, &end, 10);
    *out = (int)v;
    return !*end;
}

static bool is_scalar(const struct node *n)
{
    return node_is_text(n);
}

static void check_choice(struct check *c, const struct key *k, const struct node *n)
{
    size_t count = 0;
    while (k->choices[count] && strcmp(k->choices[count], n->text)) count++;
    if (k->choices[count]) return;
    struct diag *d = check_fail(c, n->place, "block-choice-unknown", "%s cannot be \"%s\"", k->name,
                                n->text);
    check_nearest(c, d, n->text, k->choices, count);
}

static void check_scalar(struct check *c, const struct key *k, const struct node *n)
{
    struct value_ref ref;
    int number;
    switch (k->kind) {
    case KEY_TEXT: check_text(c, n->text, n->place); break;
    case KEY_PATH: check_path(c, n->text, n->place, k->values, &ref); break;
    case KEY_CHOICE: check_choice(c, k, n); break;
    case KEY_NUMBER:
        if (!integer(n, &number) || number < k->least || number > k->most)
            check_fail(c, n->place, "block-number-invalid",
                       "%s is a number from %d to %d, not \"%s\"", k->name, k->least, k->most,
                       n->text);
        break;
    case KEY_FLAG:
        if (strcmp(n->text, "true") && strcmp(n->text, "false"))
            check_fail(c, n->place, "block-flag-invalid", "%s is true or false", k->name);
        break;
    case KEY_ITEM_PATH:
    case KEY_ITEMS: break;
    }
}

static bool is_scalars(const struct node *n)
{
    size_t i = 0;
    while (n->kind == NODE_LIST && i < n->count && is_scalar(n->items[i])) i++;
    return n->kind == NODE_LIST && i && i == n->count;
}

static void check_key(struct check *c, const struct key *k, const struct node *n, const char *block)
{
    if (k->kind == KEY_ITEMS) schema_check(c, k->schema, n, n->place, block);
    else if (is_scalar(n)) check_scalar(c, k, n);
    else if (k->kind == KEY_ITEM_PATH && is_scalars(n)) return;
    else
        check_fail(c, n->place, "block-value-missing", "%s has no value, or more than one",
                   k->name);
}

// ---- Checking a map

static const struct key *find_key(const struct schema *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (!strcmp(s->keys[i].name, name)) return &s->keys[i];
    return NULL;
}

static void unknown_key(struct check *c, const struct schema *s, const struct node *key,
                        const char *block)
{
    const char *known[24];
    size_t count = 0;
    for (size_t i = 0; i < s->count && count < 20; i++) known[count++] = s->keys[i].name;
    if (s->loops) known[count++] = "each";
    if (s->loops) known[count++] = "if";
    struct diag *d = check_fail(c, key->place, "block-key-unknown",
                                "the block \"%s\" has no key \"%s\"", block, key->text);
    check_nearest(c, d, key->text, known, count);
}

static bool is_logic(const char *key)
{
    return !strcmp(key, "each") || !strcmp(key, "if");
}

static void check_map(struct check *c, const struct schema *s, const struct node *map,
                      struct place at, const char *block)
{
    for (size_t i = 0; map && i < map->count; i++) {
        const char *name = map->keys[i]->text;
        const struct key *k = find_key(s, name);
        if (k) check_key(c, k, map->items[i], block);
        else if (!(s->check_other && s->check_other(c, name, map->items[i])) &&
                 !(s->loops && is_logic(name)))
            unknown_key(c, s, map->keys[i], block);
    }
    for (size_t i = 0; i < s->count; i++)
        if (s->keys[i].required && node_is_null(node_get(map, s->keys[i].name)))
            check_fail(c, map ? map->place : at, "block-key-missing",
                       "the block \"%s\" needs the key \"%s\"", block, s->keys[i].name);
}

// ---- Checking a list

static bool item_loop(struct diags *d, struct arena *a, const struct node *item, struct loop *out)
{
    const struct node *n = node_get(item, "each");
    return n && is_scalar(n) && logic_loop_read(d, a, n->text, n->place, out);
}

static bool item_condition(struct diags *d, struct arena *a, const struct node *item,
                           struct condition *out)
{
    const struct node *n = node_get(item, "if");
    return n && is_scalar(n) && logic_condition_read(d, a, n->text, n->place, out);
}

// The loop's variable is bound while the rest of the item is checked.
static void check_logic(struct check *c, const struct node *item)
{
    struct loop loop;
    struct condition condition;
    if (node_get(item, "each")) {
        if (item_loop(c->env.diags, c->env.arena, item, &loop)) logic_loop_check(c, &loop);
        else c->ok = false;
    }
    if (node_get(item, "if")) {
        if (item_condition(c->env.diags, c->env.arena, item, &condition))
            logic_condition_check(c, &condition);
        else c->ok = false;
    }
}

static void check_item(struct check *c, const struct schema *s, const struct node *item,
                       const char *block)
{
    size_t variables = c->env.variable_count;
    if (s->bare && is_scalar(item)) {
        check_scalar(c, find_key(s, s->bare), item);
    } else if (item->kind == NODE_MAP) {
        if (s->loops) check_logic(c, item);
        check_map(c, s, item, item->place, block);
    } else {
        check_fail(c, item->place, "block-not-list-of-maps",
                   "the block \"%s\" holds a list of maps", block);
    }
    c->env.variable_count = variables;
}

void schema_check(struct check *c, const struct schema *s, const struct node *body, struct place at,
                  const char *block)
{
    bool empty = node_is_null(body);
    switch (s->form) {
    case FORM_NONE:
        if (!empty)
            check_fail(c, body->place, "block-not-empty", "the block \"%s\" holds nothing", block);
        break;
    case FORM_TEXT:
        if (empty || !is_scalar(body))
            check_fail(c, at, "block-not-text", "the block \"%s\" holds a text", block);
        else check_text(c, body->text, body->place);
        break;
    case FORM_MAP:
        if (!empty && body->kind != NODE_MAP)
            check_fail(c, at, "block-not-map", "the block \"%s\" holds keys and values", block);
        else check_map(c, s, empty ? NULL : body, at, block);
        break;
    case FORM_LIST:
        if (s->single && !empty && is_scalar(body)) check_item(c, s, body, block);
        else if (empty || body->kind != NODE_LIST)
            check_fail(c, at, "block-not-list", "the block \"%s\" holds a list", block);
        else
            for (size_t i = 0; i < body->count; i++) check_item(c, s, body->items[i], block);
        break;
    }
}

// ---- Using what has been checked

int schema_number(const struct node *map, const char *key, int otherwise)
{
    const struct node *n = node_get(map, key);
    int v;
    return n && integer(n, &v) ? v : otherwise;
}

bool schema_flag(const struct node *map, const char *key)
{
    const char *text = node_text(map, key);
    return text && !strcmp(text, "true");
}

struct place schema_place(const struct node *map, const char *key, struct place otherwise)
{
    const struct node *n = node_get(map, key);
    return n ? n->place : otherwise;
}

const char *schema_item_text(const struct node *item, const char *key)
{
    return item->kind == NODE_SCALAR ? item->text : node_text(item, key);
}

static void each_once(const struct env *e, const struct node *item, schema_item_fn *fn, void *arg)
{
    struct condition condition;
    if (item_condition(e->diags, e->arena, item, &condition) &&
        !logic_condition_holds(e, &condition))
        return;
    fn(e, item, arg);
}

static void each_looped(const struct env *e, const struct node *item, const struct loop *loop,
                        schema_item_fn *fn, void *arg)
{
    struct value_ref ref;
    struct value v = logic_loop_items(e, loop, &ref);
    for (size_t i = 0; v.set && i < v.list.count; i++) {
        struct env inner = *e;
        if (value_bind_variable(&inner, loop->name, ref.entry->items, ref.scope, v.list.items[i]))
            each_once(&inner, item, fn, arg);
    }
}

void schema_each(const struct env *e, const struct node *list, schema_item_fn *fn, void *arg)
{
    struct loop loop;
    if (list->kind == NODE_SCALAR) each_once(e, list, fn, arg);
    for (size_t i = 0; i < list->count; i++) {
        const struct node *item = list->items[i];
        if (item_loop(e->diags, e->arena, item, &loop)) each_looped(e, item, &loop, fn, arg);
        else each_once(e, item, fn, arg);
    }
}
