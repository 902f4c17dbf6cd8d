// Reading YAML: bytes → trees of nodes, by libyaml's events.
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include "base/diag.h"
#include "base/arena.h"
#include "model/node.h"

enum {
    TREE_VALUE_LIMIT = 64 << 10,  // bytes of one value
    TREE_DEPTH = 64,              // of lists and maps
};

// YAML: the one document of a source; NULL after a diagnostic, or for an empty file. start: offset
// of its first byte, for YAML inside another file (front matter, fences), whose places are the
// file's own.
struct node *tree_read(struct diags *d, struct arena *a, const struct source *s);
struct tree_arenas {
    struct arena *nodes, *keys, *texts;
};
// The same for n bytes from start, into several arenas: texts stay when the tree that they stood in
// has gone.
struct node *tree_read_into(struct diags *d, const struct tree_arenas *into, const struct source *s,
                            size_t start, size_t n);
struct node *tree_read_part(struct diags *d, struct arena *a, const struct source *s, size_t start,
                            size_t n);
// The first control character that no value may hold, 0 if there is none; 0xFFFF for a NUL among
// the n bytes.
uint32_t tree_control_character(const char *s, size_t n);

#endif
