// A record's tree and the edits that change it: what is set here is set in memory and, where the
// file is concerned, noted as an edit. What is new is built whole before it is written, in the
// order in which people write it.
#ifndef COLLECT_RECORD_TREE_H
#define COLLECT_RECORD_TREE_H

#include "collect/collect.h"

struct node *record_tree_map(struct arena *a);
struct node *record_tree_list(struct arena *a);
struct node *record_tree_text(struct arena *a, const char *text);
// new, in its place among others
void record_tree_put(struct arena *a, struct node *map, const char *key, struct node *value);

// The text at a record's path; NULL: there is none. *at: the node, for its place.
const char *record_tree_get(const struct collect *c, const struct record *r, const char *path,
                            const struct node **at);
// "": takes it away
void record_tree_set(struct collect *c, struct record *r, const char *path, const char *text);
// outermost; empty: takes it away
void record_tree_set_map(struct collect *c, struct record *r, const char *key, struct node *map);

// An item of a list by its id, with or without one: `goals` and `measures` are numbered where they
// have none.
const struct node *record_tree_goal(const struct record *r, const char *id);
const struct node *record_tree_measure(const struct node *goal, const char *id);
// Whether what is between the two, or a part of it, stands on this line of the file.
bool record_tree_line_is_private(const struct node *tree, uint32_t line);
const char *record_tree_id(struct arena *a, const struct node *list, size_t index, char letter);

#endif
