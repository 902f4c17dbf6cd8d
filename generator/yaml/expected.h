// What edits should make of a file's tree: the same edits, done to the nodes. Compared with what
// the edited bytes say.
#ifndef YAML_EXPECTED_H
#define YAML_EXPECTED_H

#include "base/arena.h"
#include "model/node.h"
#include "yaml/splice.h"

// A value as it will be read back: in the arena, in NFC, quoted. NULL: it could not be, and *why is
// the sentence that says so.
struct node *expected_copy(struct arena *a, const struct node *value, const char **why);
const char *expected_text(struct arena *a, const char *text, const char **why);

// The value behind the steps of a path that are not there yet; NULL: a list cannot begin with
// another item than its first.
struct node *expected_wrap(struct arena *a, const struct splice_step *steps, size_t count,
                           struct node *value);

struct node *expected_container(struct arena *a, enum node_kind kind);
// key: NULL in a list
void expected_add(struct arena *a, struct node *container, const char *key, struct node *value);
void expected_remove(struct node *container, size_t index);
bool expected_equal(const struct node *a, const struct node *b);

#endif
