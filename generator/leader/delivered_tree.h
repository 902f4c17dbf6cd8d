// What is delivered → YAML nodes: one person's, as under a plan's `delivered`, or a whole file's.
// Nodes live in the arena.
#ifndef LEADER_DELIVERED_TREE_H
#define LEADER_DELIVERED_TREE_H

#include "model/delivered.h"
#include "model/node.h"

// A map, which may be empty.
struct node *delivered_tree_person(struct arena *a, const struct delivered_person *p);
// mac NULL: without one.
struct node *delivered_tree(struct arena *a, const struct delivered *d, const char *mac);

#endif
