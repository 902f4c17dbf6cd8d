// A YAML file as a tree, before anything in it has a meaning; yaml/tree.h reads it. All of it lives
// in the arena given to the reader. No anchors, no aliases, no tags, at most 64 levels.
#ifndef MODEL_NODE_H
#define MODEL_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    struct place place;   // of the value itself
    size_t start, end;    // byte offsets in the source
    const char *text;     // scalar: its value, NUL-terminated, never holding NUL
    bool plain;           // scalar: unquoted, so that 12, true and null are not text
    bool block;           // scalar: | or >; list, map: indented rather than in brackets
    struct node **items;  // list: its items; map: the values, as keys[i]: items[i]
    struct node **keys;   // map: the keys, all scalars, unique
    size_t count, room;
};

// Whether there is nothing: n NULL, or an unquoted scalar that is empty, ~ or null.
static inline bool node_is_null(const struct node *n)
{
    return !n || (n->kind == NODE_SCALAR && n->plain &&
                  (!n->text[0] || (n->text[0] == '~' && !n->text[1]) ||
                   !__builtin_strcmp(n->text, "null")));
}

// Whether it is a text, a number or the like: a scalar that is not null.
static inline bool node_is_text(const struct node *n)
{
    return n && n->kind == NODE_SCALAR && !node_is_null(n);
}

// A key's value; NULL: map is NULL or no map, or there is no such key.
struct node *node_get(const struct node *map, const char *key);
// The key's own node, for its place; NULL likewise.
struct node *node_get_key(const struct node *map, const char *key);
// A key's text; NULL likewise, or where the value is no scalar or is null.
const char *node_text(const struct node *map, const char *key);

// A key's text, or the first of a map of texts by language; NULL likewise.
const char *node_localized_text(const struct node *map, const char *key);

// ---- Building a tree that is to be written (see yaml/emit.h). Texts and keys are not copied.

struct node *node_new(struct arena *a, enum node_kind kind);
struct node *node_scalar(struct arena *a, const char *text);
// Adds a key behind the others, which must not be there; value NULL: adds nothing.
void node_put(struct arena *a, struct node *map, const char *key, struct node *value);
void node_append(struct arena *a, struct node *list, struct node *item);

#endif
