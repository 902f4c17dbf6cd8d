// Editing a user's YAML file so that the rest of it stays byte for byte: comments, order, line
// ends, quotes, indentation.
#ifndef YAML_SPLICE_H
#define YAML_SPLICE_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/changes.h"

// Applies the edits in order, and puts the new text into out, which is emptied first, with the byte
// order mark where there was one. False after a diagnostic: the file cannot be edited this way, or
// a text could not be read back; out is empty.
bool splice_edits(struct diags *d, const struct source *s, const struct splice_edit *edits,
                  size_t count, struct buf *out);

#endif
