// Edits to a user's YAML file that keep the rest of it byte for byte: comments, order, line ends,
// quotes, indentation.
#ifndef YAML_SPLICE_H
#define YAML_SPLICE_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/changes.h"

// Applies the edits in order; the new text in out (emptied first), with the byte order mark if
// there was one. The result is parsed again and compared with what the edits should have made of
// the tree. False after a diagnostic: the file cannot be edited this way, or a text could not be
// read back; out is empty.
bool splice_edits(struct diags *d, const struct source *s, const struct splice_edit *edits,
                  size_t count, struct buf *out);

// A whole file, as people would write it. Nothing is checked: SET without steps, on an empty
// source, writes the same and reports what could not be read back.
void emit_file(const struct node *map, struct buf *out);

#endif
