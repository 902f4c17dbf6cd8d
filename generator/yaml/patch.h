// One edit to the bytes of a YAML file, whose marks are its nodes. What cannot be found again in
// the bytes is false.
#ifndef YAML_PATCH_H
#define YAML_PATCH_H

#include "base/buf.h"
#include "model/node.h"
#include "yaml/emit.h"
#include "yaml/extent.h"

struct patch {  // the bytes from … to become these; the caller frees them
    size_t from, to;
    struct buf bytes;
};

struct patch_file {
    struct text t;
    struct emit_style style;  // set by patch_detect_style()
    struct arena *a;
};

// where a value is: the root (no parent; no node in an empty file), or an entry of its parent
struct patch_target {
    struct node *node;
    const struct node *parent;
    size_t index;
};

void patch_detect_style(struct patch_file *f,
                        const struct node *root);  // looks how the file is written
// v in the value's place
bool patch_value(struct patch_file *f, struct patch *c, struct patch_target at,
                 const struct node *v);
// A new last entry of the list or map there; key: NULL in a list. A | text that the file ends with
// may get a line end.
bool patch_append(struct patch_file *f, struct patch *c, struct patch_target at, const char *key,
                  const struct node *v);
// not its only entry
void patch_remove(struct patch_file *f, struct patch *c, const struct node *container,
                  size_t index);
void patch_remove_root(struct patch_file *f, struct patch *c, const struct node *root);

#endif
