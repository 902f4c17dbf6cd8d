// An org.yaml as a tree of nodes that can be changed: who and what is where in it.
#ifndef IMPORT_ORG_INDEX_H
#define IMPORT_ORG_INDEX_H

#include "base/map.h"
#include "model/changes.h"
#include "model/node.h"

struct org_unit {
    const char *id;
    struct node *node;
    struct org_unit *parent;
};

struct org_person {
    const char *id;
    struct node *node;
    struct org_unit *unit;
};

struct org_index {
    struct arena *a;
    struct node *top;
    struct map units_by_id, people_by_id;
    struct org_unit **units;  // a unit before those below it
    struct org_person **people;
    size_t unit_count, unit_room, person_count, person_room;
};

// Of a whole file; what has no id is left out. top may be NULL: nothing.
struct org_index org_index_make(struct arena *a, struct node *top);
struct org_unit *org_index_unit(const struct org_index *x, const char *id);      // NULL: none
struct org_person *org_index_person(const struct org_index *x, const char *id);  // NULL: none
// Who leads a person: an id, a map of someone outside the chart, or NULL.
const struct node *org_index_leader(const struct org_index *x, const struct org_person *p);
// A leader for people to read: a name; "nobody" for NULL.
const char *org_index_words(const struct org_index *x, const struct node *leader);
// The steps from the top to a node that is in the tree; how many. In arena a.
size_t org_index_path(struct arena *a, struct node *top, const struct node *to,
                      struct splice_step **steps);
// Whether two values say the same; either may be NULL.
bool org_index_same(const struct node *a, const struct node *b);

#endif
