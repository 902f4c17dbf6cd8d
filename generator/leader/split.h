// cycle → one leader's part of it, as files for a directory of the leader's own: the people whose
// leader this is, whole, with their units and the units above them; of everyone else no more than
// what these people's papers say of them.
#ifndef LEADER_SPLIT_H
#define LEADER_SPLIT_H

#include "base/arena.h"
#include "model/cycle.h"
#include "model/node.h"

enum split_as {
    SPLIT_OUT,      // not in it
    SPLIT_NAMED,    // who leads a unit, or leads a leader: id, name and title
    SPLIT_REACHED,  // whom papers ask people to turn to: the address too
    SPLIT_LEADER,   // whose part it is: language and print too, for papers of the leader's own
    SPLIT_HELD,     // whose conversation the leader holds for somebody else: its time and place too
    SPLIT_WHOLE,    // one of the leader's people
};

struct leader_split {
    const struct cycle *cycle;
    const struct person *leader;
    bool *units;            // by index: those that are in it
    enum split_as *people;  // by index
    size_t unit_count, whole_count;
};

// Plans of the leader's people must have been read; the rest of it lives in the arena.
struct leader_split split_make(struct arena *a, const struct cycle *c, const struct person *leader);

const struct node *split_org(struct arena *a, const struct leader_split *s);
// samtale.yaml is the organisation's, but for these: waves, for they were shared out by all
// conversations, and whose part it is.
const struct node *split_org_waves(struct arena *a, const struct leader_split *s);
const struct node *split_org_part(struct arena *a, const struct leader_split *s);
// One plan: tree is its file, p what that says. What is between two people goes along only where
// the leader is one of them: for a new leader goals, status and deadlines are left.
const struct node *split_plan(struct arena *a, const struct leader_split *s, const struct plan *p,
                              const struct node *tree);

#endif
