// Editing trees, and comparing them.
#include "yaml/expected.h"

#include <assert.h>
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"
#include "yaml/tree.h"

const char *expected_text(struct arena *a, const char *text, const char **why)
{
    size_t n = strlen(text);
    uint32_t c;
    *why = NULL;
    if (!utf8_valid(text, n, NULL))
        *why = _("a text for this place cannot be written, for it is not UTF-8");
    else if ((c = tree_control_character(text, n)))
        *why = arena_printf(
            a,
            _("a text for this place cannot be written, for it holds a control character (U+%04X)"),
            (unsigned)c);
    if (*why) return NULL;
    const char *normal = utf8_nfc(a, text);
    if (strlen(normal) <= TREE_VALUE_LIMIT) return normal;
    *why = arena_printf(a, _("a text for this place is %zu characters long; at most %d fit"),
                        utf8_length(text, n), TREE_VALUE_LIMIT);
    return NULL;
}

struct node *expected_container(struct arena *a, enum node_kind kind)
{
    struct node *n = ARENA_NEW(a, struct node);
    n->kind = kind;
    return n;
}

static struct node *scalar(struct arena *a, const char *text)
{
    struct node *n = expected_container(a, NODE_SCALAR);
    n->text = text;
    return n;
}

void expected_add(struct arena *a, struct node *container, const char *key, struct node *value)
{
    assert(!key == (container->kind == NODE_LIST));
    if (container->count == container->room || (key && !container->keys)) {
        size_t room = container->count ? 2 * container->count : 4;
        container->items = arena_grow(a, container->items, container->count * sizeof value,
                                      room * sizeof value);
        if (key)
            container->keys = arena_grow(a, container->keys, container->count * sizeof value,
                                         room * sizeof value);
        container->room = room;
    }
    if (key) container->keys[container->count] = scalar(a, key);
    container->items[container->count++] = value;
}

void expected_remove(struct node *container, size_t index)
{
    assert(index < container->count);
    size_t behind = (--container->count - index) * sizeof *container->items;
    memmove(container->items + index, container->items + index + 1, behind);
    if (container->kind == NODE_MAP)
        memmove(container->keys + index, container->keys + index + 1, behind);
}

static struct node *copy(struct arena *a, const struct node *value, const char **why,
                         unsigned depth)
{
    if (depth > TREE_DEPTH) {
        *why = arena_printf(a, _("lists and maps are nested more than %d deep"), TREE_DEPTH);
        return NULL;
    }
    struct node *n = expected_container(a, value->kind);
    if (value->kind == NODE_SCALAR) {
        n->text = expected_text(a, value->text ? value->text : "", why);
        n->plain = value->plain;
        return n->text ? n : NULL;
    }
    for (size_t i = 0; i < value->count; i++) {
        const char *key = value->kind == NODE_MAP ? expected_text(a, value->keys[i]->text, why)
                                                  : NULL;
        if (value->kind == NODE_MAP && !key) return NULL;
        struct node *item = copy(a, value->items[i], why, depth + 1);
        if (!item) return NULL;
        expected_add(a, n, key, item);
    }
    return n;
}

struct node *expected_copy(struct arena *a, const struct node *value, const char **why)
{
    return copy(a, value, why, 0);
}

struct node *expected_wrap(struct arena *a, const struct splice_step *steps, size_t count,
                           struct node *value)
{
    while (count--) {
        if (!steps[count].key && steps[count].index) return NULL;
        struct node *outer = expected_container(a, steps[count].key ? NODE_MAP : NODE_LIST);
        expected_add(a, outer, steps[count].key, value);
        value = outer;
    }
    return value;
}

bool expected_equal(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->count != b->count) return false;
    if (a->kind == NODE_SCALAR)
        return !strcmp(a->text, b->text) && node_is_null(a) == node_is_null(b);
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == NODE_MAP && strcmp(a->keys[i]->text, b->keys[i]->text)) return false;
        if (!expected_equal(a->items[i], b->items[i])) return false;
    }
    return true;
}
