// What is delivered → YAML nodes: one person's, as under a plan's `delivered`, or a whole file's.
// Nodes live in the arena. The MAC is over these nodes, whatever the file's text looks like.
#ifndef LEADER_DELIVERED_TREE_H
#define LEADER_DELIVERED_TREE_H

#include "model/delivered.h"
#include "model/node.h"
#include "model/secret.h"

// A map, which may be empty.
struct node *delivered_tree_person(struct arena *a, const struct delivered_person *p);
// mac NULL: without one.
struct node *delivered_tree(struct arena *a, const struct delivered *d, const char *mac);
// The MAC of all that is delivered, made with the leader's form key. False: the secret does not
// give that key.
bool delivered_tree_mac(struct arena *a, const struct delivered *d, const struct secret *s,
                        char mac[DELIVERED_MAC + 1]);

#endif
