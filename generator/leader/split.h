// Splitting: cycle → one leader's part of it, for a directory of the leader's own. It holds the
// leader's people whole, their units and the units above; of everyone else only what these people's
// papers say about them.
#ifndef LEADER_SPLIT_H
#define LEADER_SPLIT_H

#include "base/arena.h"
#include "model/cycle.h"
#include "model/node.h"

enum split_as {
    SPLIT_OUT,      // not in it
    SPLIT_NAMED,    // leads a unit or a leader: id, name and title
    SPLIT_REACHED,  // is named as contact in papers: the address too
    SPLIT_LEADER,   // the leader whose part it is: language and print too
    SPLIT_HELD,   // the leader holds their conversation for another leader: its time and place too
    SPLIT_WHOLE,  // one of the leader's people
};

struct leader_split {
    const struct cycle *cycle;
    const struct person *leader;
    bool *units;            // by unit's index: whether it is in the part
    enum split_as *people;  // by person's index
    size_t unit_count, whole_count;
};

// Plans of the leader's people must have been read before. The result lives in the arena.
struct leader_split split_make(struct arena *a, const struct cycle *c, const struct person *leader);

// The part's org.yaml.
const struct node *split_org(struct arena *a, const struct leader_split *s);
// The part's conversations/PERIOD.yaml: what calendars hold; NULL: nothing was moved.
const struct node *split_conversations(struct arena *a, const struct leader_split *s);
// samtale.yaml is the organisation's own but for two keys: `waves`, since they were divided over
// all of the organisation's conversations, and `part`.
const struct node *split_org_waves(struct arena *a, const struct leader_split *s);
const struct node *split_org_part(struct arena *a, const struct leader_split *s);
// One plan: tree is its file, p the same as read. What stays between two people goes along only
// where the leader is one of them; a new leader gets goals, status and deadlines.
const struct node *split_plan(struct arena *a, const struct leader_split *s, const struct plan *p,
                              const struct node *tree);

#endif
