// Edits to a user's YAML file that keep the rest of it byte for byte: comments, order, line ends, quotes, indentation.
#ifndef READ_SPLICE_H
#define READ_SPLICE_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/node.h"

struct splice_step {
    const char *key;  // of a map; NULL: the index in a list
    size_t index;
};

// SET puts a value at the path, instead of what is there or as a new entry; maps that are missing on the way are made,
// and lists where the index is 0; the index behind a list's last item adds one. No steps: the file's outermost value.
// REMOVE takes the path's entry or item away, with its line or lines when it stands on lines of its own; what is not
// there is no error, and a map or list that is left without entries goes too, but for items of lists.
// APPEND adds the value behind the last item of the list at the path, which is made when it is missing.
enum splice_action { SPLICE_SET, SPLICE_REMOVE, SPLICE_APPEND };

struct splice_edit {
    enum splice_action action;
    const struct splice_step *steps;
    size_t step_count;
    const struct node *value;  // SET, APPEND: only kind, text, keys, items and count are read
};

// Applies the edits in order; the new text in out (emptied first), with the byte order mark if there was one. The
// result is parsed again and compared with what the edits should have made of the tree. False after a diagnostic: the
// file cannot be edited this way, or a text could not be read back; out is empty.
bool splice(struct diags *d, const struct source *s, const struct splice_edit *edits, size_t count, struct buf *out);

// A whole file, as people would write it. Nothing is checked: SET without steps, on an empty source, writes the same
// and reports what could not be read back.
void splice_emit(const struct node *map, struct buf *out);

#endif
