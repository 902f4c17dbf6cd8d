// A record's tree and the edits that change it: what is set here is set in memory and, where the
// file is concerned, noted as an edit. What is new is built whole before it is written, in the
// order in which people write it.
#ifndef COLLECT_TREE_H
#define COLLECT_TREE_H

#include "collect/collect.h"

struct node *tree_map(struct arena *a);
struct node *tree_list(struct arena *a);
struct node *tree_text(struct arena *a, const char *text);
// new, in its place among others
void tree_put(struct arena *a, struct node *map, const char *key, struct node *value);

// The text at a record's path; NULL: there is none. *at: the node, for its place.
const char *tree_get(const struct collect *c, const struct record *r, const char *path,
                     const struct node **at);
// "": takes it away
void tree_set(struct collect *c, struct record *r, const char *path, const char *text);
// outermost; empty: takes it away
void tree_set_map(struct collect *c, struct record *r, const char *key, struct node *map);

// An item of a list by its id, with or without one: `goals` and `measures` are numbered where they
// have none.
const struct node *tree_goal(const struct record *r, const char *id);
const struct node *tree_measure(const struct node *goal, const char *id);
// Whether what is between the two, or a part of it, stands on this line of the file.
bool tree_line_is_private(const struct node *tree, uint32_t line);
const char *tree_id(struct arena *a, const struct node *list, size_t index, char letter);

#endif
