// A YAML file as a tree: what read/yaml makes of libyaml's events, before anything in it has a
// meaning. All of it lives in the arena given to the reader. No anchors, no aliases, no tags, at
// most 64 levels.
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

static inline bool node_is_null(const struct node *n)  // absent, empty, ~ or null
{
    return !n || (n->kind == NODE_SCALAR && n->plain &&
                  (!n->text[0] || (n->text[0] == '~' && !n->text[1]) ||
                   !__builtin_strcmp(n->text, "null")));
}

// NULL: not a map, or no such key
struct node *node_get(const struct node *map, const char *key);
// the key's own node, for its place
struct node *node_get_key(const struct node *map, const char *key);
const char *node_text(const struct node *map, const char *key);  // a scalar's text, or NULL

// What is to be written: see emit_file(). Texts and keys are not copied.
struct node *node_new(struct arena *a, enum node_kind kind);
struct node *node_scalar(struct arena *a, const char *text);
// behind the others; value NULL: nothing
void node_put(struct arena *a, struct node *map, const char *key, struct node *value);
void node_append(struct arena *a, struct node *list, struct node *item);

#endif
