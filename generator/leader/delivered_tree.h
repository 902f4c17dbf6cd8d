// What is delivered as YAML: of one person, as it stands in a plan's `delivered`, and as a whole
// file.
#ifndef LEADER_DELIVERED_TREE_H
#define LEADER_DELIVERED_TREE_H

#include "model/delivered.h"
#include "model/node.h"

// a map, maybe empty
struct node *delivered_tree_person(struct arena *a, const struct delivered_person *p);
struct node *delivered_tree(struct arena *a, const struct delivered *d);

#endif
