// Edits done to a file's tree. The edited bytes, parsed again, must give the same tree.
#ifndef YAML_EXPECTED_H
#define YAML_EXPECTED_H

#include "base/arena.h"
#include "model/node.h"
#include "model/changes.h"

// A copy of a value or text, in arena a, as it will be read back: in NFC. NULL: it could not be
// read back, and *why is a sentence that says so.
struct node *expected_copy(struct arena *a, const struct node *value, const char **why);
const char *expected_text(struct arena *a, const char *text, const char **why);

// The value inside new maps and lists, one for each step; NULL: a step asks for another than the
// first item of a new list.
struct node *expected_wrap(struct arena *a, const struct splice_step *steps, size_t count,
                           struct node *value);

struct node *expected_container(struct arena *a, enum node_kind kind);  // empty
// Adds a last entry; key: NULL in a list.
void expected_add(struct arena *a, struct node *container, const char *key, struct node *value);
void expected_remove(struct node *container, size_t index);
// Whether both say the same, wherever they stand.
bool expected_equal(const struct node *a, const struct node *b);

#endif
