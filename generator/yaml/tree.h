// Reading YAML: bytes → trees of nodes.
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include "base/diag.h"
#include "base/arena.h"
#include "model/node.h"

enum {
    TREE_VALUE_LIMIT = 64 << 10,  // bytes of one value
    TREE_DEPTH = 64,              // of lists and maps
};

// The only document of a source, in arena a; NULL after a diagnostic, or for an empty file.
struct node *tree_read(struct diags *d, struct arena *a, const struct source *s);
// The same for n bytes from offset start, for YAML inside another file (front matter, fences).
struct node *tree_read_part(struct diags *d, struct arena *a, const struct source *s, size_t start,
                            size_t n);
struct tree_arenas {  // of nodes, of keys' texts, and of other texts
    struct arena *nodes, *keys, *texts;
};
// The same into several arenas, so that texts may outlive the tree that they stood in.
struct node *tree_read_into(struct diags *d, const struct tree_arenas *into, const struct source *s,
                            size_t start, size_t n);
// The first control character among n bytes that no value may hold; 0: there is none; 0xFFFF: NUL.
uint32_t tree_control_character(const char *s, size_t n);

#endif
