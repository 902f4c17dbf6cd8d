// One edit to the bytes of a YAML file, whose marks are its nodes. What cannot be found again in
// the bytes is false.
#ifndef YAML_CUT_H
#define YAML_CUT_H

#include "base/buf.h"
#include "model/node.h"
#include "yaml/emit.h"
#include "yaml/extent.h"

struct cut {  // the bytes from … to become these; the caller frees them
    size_t from, to;
    struct buf bytes;
};

struct cut_file {
    struct text t;
    struct emit_style style;  // set by cut_style()
    struct arena *a;
};

// where a value is: the root (no parent; no node in an empty file), or an entry of its parent
struct cut_spot {
    struct node *node;
    const struct node *parent;
    size_t index;
};

void cut_style(struct cut_file *f, const struct node *root);  // looks how the file is written
// v in the value's place
bool cut_value(struct cut_file *f, struct cut *c, struct cut_spot at, const struct node *v);
// A new last entry of the list or map there; key: NULL in a list. A | text that the file ends with
// may get a line end.
bool cut_entry(struct cut_file *f, struct cut *c, struct cut_spot at, const char *key,
               const struct node *v);
// not its only entry
void cut_away(struct cut_file *f, struct cut *c, const struct node *container, size_t index);
void cut_root_away(struct cut_file *f, struct cut *c, const struct node *root);

#endif
