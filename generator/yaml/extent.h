// Where things stand in the bytes of a YAML file: lines, and how far a value reaches. libyaml says
// where values begin and where scalars in quotes end; the rest is found by its indentation. All
// offsets are bytes from the beginning of the file.
#ifndef YAML_EXTENT_H
#define YAML_EXTENT_H

#include "model/node.h"

struct text {  // the file
    const char *p;
    size_t n;
};

enum { EXTENT_NOWHERE = -1 };  // the column of what is around the root

// The length of the line end at this place; 0: there is none.
size_t extent_break(struct text t, size_t at);
size_t extent_line_start(struct text t, size_t at);
size_t extent_line_end(struct text t, size_t at);     // before the line end
bool extent_first_on_line(struct text t, size_t at);  // only blanks stand before it
bool extent_last_on_line(struct text t, size_t at);   // only blanks and a comment stand behind it
size_t extent_skip(struct text t, size_t at);         // behind blanks, comments and line ends
size_t extent_skip_blanks(struct text t, size_t at);  // behind spaces and tabs

// Where an entry of a map or an item of a list begins: at its key, or in a block list at its dash.
size_t extent_entry(struct text t, const struct node *container, size_t index);
// Behind the colon or dash of an entry of a block map or list; 0: it is not where it should be.
size_t extent_indicator(struct text t, const struct node *container, size_t index);
// The column of the keys or dashes of a block map or list, which has entries.
size_t extent_indent(struct text t, const struct node *container);
// Where a value ends: behind its last scalar or bracket. around: the column of the block list or
// map that it stands in, or EXTENT_NOWHERE.
size_t extent_end(struct text t, const struct node *n, long around);
size_t extent_entry_end(struct text t, const struct node *container, size_t index);
// Where the header of a block scalar ends: behind | or > and its signs.
size_t extent_header(struct text t, const struct node *scalar);

#endif
