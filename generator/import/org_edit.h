// Edits to an org.yaml that people have worked in. Each is made to its tree, too, so that the next
// one's path is right.
#ifndef IMPORT_ORG_EDIT_H
#define IMPORT_ORG_EDIT_H

#include "base/arena.h"
#include "model/changes.h"
#include "model/node.h"

struct org_edits {
    struct arena *a;
    struct node *tree;  // of the file; it becomes what it is to be
    struct splice_edit *edits;
    size_t edit_count, edit_room;
};

// All nodes that are named here are in the tree. Values are copied.
void org_edit_set(struct org_edits *e, struct node *map, const char *key, const struct node *value);
// The same; a new key is one of the first.
void org_edit_set_first(struct org_edits *e, struct node *map, const char *key,
                        const struct node *value);
void org_edit_remove(struct org_edits *e, struct node *map, const char *key);
// Adds an item to the list under a key of a unit, which is made where it is missing; what is added.
struct node *org_edit_append(struct org_edits *e, struct node *unit, const char *key,
                             const struct node *value);
void org_edit_remove_item(struct org_edits *e, struct node *unit, const char *key,
                          const struct node *item);
// Takes an item of the list under a key of one unit, as it is written, behind those of another.
void org_edit_move(struct org_edits *e, struct node *from, struct node *to, const char *key,
                   struct node *item);
struct node *org_edit_copy(struct arena *a, const struct node *n);

#endif
