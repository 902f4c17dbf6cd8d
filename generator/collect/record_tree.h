// The tree of a plan file and the edits that change it. Each change is made to the tree and, where
// there is a file, also noted as an edit. New maps have their keys in the order in which people
// write them. Trees live in the collection's arena.
#ifndef COLLECT_RECORD_TREE_H
#define COLLECT_RECORD_TREE_H

#include "collect/collect.h"

// New nodes.
struct node *record_tree_map(struct arena *a);
struct node *record_tree_list(struct arena *a);
struct node *record_tree_text(struct arena *a, const char *text);
// Adds a new entry, placed among the others by the usual order of keys.
void record_tree_put(struct arena *a, struct node *map, const char *key, struct node *value);

// The text at a path, of ids "a, b", of an id's box "on"; NULL: there is none. *at (may be NULL):
// its node, for its place.
const char *record_tree_get(const struct collect *c, const struct record *r, const char *path,
                            const struct node **at);
// Sets the text at a path; "" removes it.
void record_tree_set(struct collect *c, struct record *r, const char *path, const char *text);
// Sets a map at the top level; an empty map removes it.
void record_tree_set_map(struct collect *c, struct record *r, const char *key, struct node *map);

// A goal or measure by its id; NULL: none. Items without an id are known by their number (g1, m1).
const struct node *record_tree_goal(const struct record *r, const char *id);
const struct node *record_tree_measure(const struct node *goal, const char *id);
// Whether this line of the file holds anything that stays between employee and leader.
bool record_tree_line_is_private(const struct node *tree, uint32_t line);
// The id of a list's item, or the one made of the letter and its number.
const char *record_tree_id(struct arena *a, const struct node *list, size_t index, char letter);

#endif
