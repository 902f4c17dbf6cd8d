// Where things stand in the bytes of a YAML file: lines, and how far a value reaches. libyaml's
// marks say where values begin and where scalars in quotes end; the rest is found again by its
// indent.
#ifndef YAML_EXTENT_H
#define YAML_EXTENT_H

#include "model/node.h"

struct text {
    const char *p;
    size_t n;
};

enum { EXTENT_NOWHERE = -1 };  // the column of what is around the root

// bytes of the line end at this place, 0 if none is there
size_t extent_break(struct text t, size_t at);
size_t extent_line_start(struct text t, size_t at);
size_t extent_line_end(struct text t, size_t at);     // before its line end
bool extent_first_on_line(struct text t, size_t at);  // only spaces before it
bool extent_last_on_line(struct text t, size_t at);   // only spaces and a comment behind it
size_t extent_skip(struct text t, size_t at);         // over spaces, comments and line ends
size_t extent_skip_blanks(struct text t, size_t at);

// Where an entry of a map or an item of a list begins: its key, or its dash in a block list.
size_t extent_entry(struct text t, const struct node *container, size_t index);
// Behind the colon or dash of an entry of a block map or list; 0: it is not where it is looked for.
size_t extent_indicator(struct text t, const struct node *container, size_t index);
// The column of the keys or dashes of a block map or list.
size_t extent_indent(struct text t, const struct node *container);
// Behind the value's last leaf. around: the column of the block list or map that it stands in.
size_t extent_end(struct text t, const struct node *n, long around);
size_t extent_entry_end(struct text t, const struct node *container, size_t index);
// Behind the | or > of a block scalar and what belongs to it.
size_t extent_header(struct text t, const struct node *scalar);

#endif
