// Changes to a user's YAML file: what is to be put where. yaml/splice.c makes them, in order.
#ifndef MODEL_CHANGES_H
#define MODEL_CHANGES_H

#include "model/node.h"

struct splice_step {  // from a map or list to what is inside it
    const char *key;  // of a map; NULL: the index in a list
    size_t index;
};

// SET puts a value at the path, instead of what is there or as a new entry; maps that are missing
// on the way are made, and lists where the index is 0; the index behind a list's last item adds
// one. No steps: the file's outermost value. REMOVE takes the path's entry or item away, with its
// line or lines when it stands on lines of its own; what is not there is no error, and a map or
// list that is left without entries goes too, but for items of lists. APPEND adds the value behind
// the last item of the list at the path, which is made when it is missing. SET_FIRST is SET, but a
// new key stands behind the first two of its map, where people see it. MOVE takes an item
// behind the last one of another list, which is made in its map when it is missing, with the
// comments inside: its steps are those to the item, one whose index is SPLICE_TO, and those to the
// list.
#define SPLICE_TO ((size_t)-1)
enum splice_action { SPLICE_SET, SPLICE_REMOVE, SPLICE_APPEND, SPLICE_SET_FIRST, SPLICE_MOVE };

struct splice_edit {
    enum splice_action action;
    const struct splice_step *steps;
    size_t step_count;
    // SET, APPEND: only kind, text, plain (a number or a truth, to be written as it stands), keys,
    // items and count are read
    const struct node *value;
};

#endif
