// The ids that a goal's `supports` holds, however it is written: one, several with commas between
// them, or a list.
#ifndef COLLECT_RECORD_IDS_H
#define COLLECT_RECORD_IDS_H

#include "base/arena.h"
#include "model/node.h"

struct record_ids {  // each once, in their order
    const char **list;
    size_t count, room;
};

// n NULL: none. What is made lives in arena a.
struct record_ids record_ids_of(struct arena *a, const struct node *n);
// Adds one or several, with commas between them.
void record_ids_add(struct arena *a, struct record_ids *ids, const char *text);
// The index of an id; count where it is not there.
size_t record_ids_find(const struct record_ids *ids, const char *id);
void record_ids_remove(struct record_ids *ids, size_t index);
// "a, b", in arena a; NULL: none.
const char *record_ids_text(struct arena *a, const struct record_ids *ids);
// Whether n is a list of which each item is one of these ids, in this order: then one can be added
// or taken away, and the others stay as they are written.
bool record_ids_are_items(const struct record_ids *ids, const struct node *n);

#endif
