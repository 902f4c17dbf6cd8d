// One edit to the bytes of a YAML file, as a patch: these bytes become those. New values are
// written in the style of what stands beside them. Functions that return bool are false where the
// bytes do not look as the tree says.
#ifndef YAML_PATCH_H
#define YAML_PATCH_H

#include "base/buf.h"
#include "model/node.h"
#include "yaml/emit.h"
#include "yaml/extent.h"

struct patch {
    size_t from, to;   // the bytes that are replaced; to: not included
    struct buf bytes;  // what replaces them; the caller frees it
};

struct patch_file {
    struct text t;
    struct emit_style style;  // patch_detect_style() sets it
    struct arena *a;
};

struct patch_target {           // where a value is
    struct node *node;          // the value; NULL: the file is empty
    const struct node *parent;  // whose entry it is; NULL: it is the root
    size_t index;
};

// Finds out in which style a file is written; root NULL: it is empty.
void patch_detect_style(struct patch_file *f, const struct node *root);
// Replaces a value by v.
bool patch_value(struct patch_file *f, struct patch *c, struct patch_target at,
                 const struct node *v);
// Adds an entry to the list or map there, behind the one `last` where it is in block style, else as
// the last; key: NULL in a list. A block scalar at the end of the file may get a line end, in the
// tree, too.
bool patch_append(struct patch_file *f, struct patch *c, struct patch_target at, size_t last,
                  const char *key, const struct node *v);
// The lines of an item of a list in block style, from its dash on, with the comments inside, and
// the column of the dash. False: it does not stand on lines of its own.
bool patch_item_lines(const struct patch_file *f, const struct node *list, size_t index,
                      struct text *lines, size_t *column);
// Adds such lines behind the item `last` of the list there, or as the first of a new list under a
// key of the map there, behind its entry `last`; key NULL: it is the list.
bool patch_append_lines(struct patch_file *f, struct patch *c, struct patch_target at, size_t last,
                        const char *key, struct text lines, size_t column);
// Lets a patch that removes an item's lines remove the comments inside that are behind them, too.
void patch_remove_comments(const struct patch_file *f, struct patch *c, size_t column);
// Removes an entry that is not the only one.
void patch_remove(struct patch_file *f, struct patch *c, const struct node *container,
                  size_t index);
// Removes everything.
void patch_remove_root(struct patch_file *f, struct patch *c, const struct node *root);

#endif
