// Nodes → YAML as people write it. Only kind, text, keys, items and count of a node are read; every
// scalar is text, and comes back as the same text: plain where a reader would take it for what it
// is, else in double quotes.
#ifndef YAML_EMIT_H
#define YAML_EMIT_H

#include "base/buf.h"
#include "model/node.h"

struct emit_style {
    const char *eol;
    size_t step;       // columns from a key to the keys of its map
    size_t list_step;  // columns from a key to the dashes of its list
    bool tight;        // {a: 1} rather than { a: 1 }
    bool flow_maps;    // a small map under a key stands in braces
    bool whole;        // a whole file: the maps of its outermost lists stand on lines of their own
};

enum emit_maps { EMIT_AS_FITS, EMIT_LINES, EMIT_BRACES };  // how a map in a list is written

void emit_scalar(struct buf *out, const char *text, bool flow);
void emit_flow(struct buf *out, const struct emit_style *style, const struct node *v);
void emit_spaces(struct buf *out, size_t n);

// What comes behind "key:" or "-" at column, from the space or line end on. No line end behind the
// last line.
void emit_after_key(struct buf *out, const struct emit_style *style, const char *key,
                    const struct node *v, size_t column);
void emit_after_dash(struct buf *out, const struct emit_style *style, const struct node *v,
                     size_t column, enum emit_maps maps);
// The lines of a list or map whose dashes or keys stand at column; the first line begins behind its
// spaces.
void emit_block(struct buf *out, const struct emit_style *style, const struct node *v,
                size_t column);

#endif
