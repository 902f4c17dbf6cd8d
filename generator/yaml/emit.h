// Writing YAML as people write it: nodes → bytes. Only kind, text, plain, keys, items and count of
// a node are read. A scalar is a text, and is read back as the same text: it stands without quotes
// where no reader would take it for anything else, otherwise in double quotes; one that is `plain`
// is a number or a truth, and stands as it is.
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

// A file's first line, by which editors find its schema: "../.samtale/org", from the file's folder.
#define EMIT_SCHEMA_BEGIN "# yaml-language-server: $schema="
#define EMIT_SCHEMA(path) EMIT_SCHEMA_BEGIN path ".schema.json\n"

// Appends a whole file: a map, in the program's own style. Nothing is checked; SPLICE_SET without
// steps, on an empty source, writes the same and reports what could not be read back.
void emit_file(const struct node *map, struct buf *out);

// ---- Parts of a file, in the style of the rest of it; all append to out

// A text, in or outside of brackets (flow).
void emit_scalar(struct buf *out, const char *text, bool flow);
// A value on one line, lists and maps in brackets.
void emit_flow(struct buf *out, const struct emit_style *style, const struct node *v);
void emit_spaces(struct buf *out, size_t n);

// A value behind "key:" or "-", which stands at column: from the space or line end on, without a
// line end behind the last line.
void emit_after_key(struct buf *out, const struct emit_style *style, const char *key,
                    const struct node *v, size_t column);
void emit_after_dash(struct buf *out, const struct emit_style *style, const struct node *v,
                     size_t column, enum emit_maps maps);
// A value at column, of which the first line's spaces are there already: a list or map on lines of
// its own.
void emit_block(struct buf *out, const struct emit_style *style, const struct node *v,
                size_t column);

#endif
