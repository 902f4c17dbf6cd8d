// Plan files. What a plan refers to outside itself is looked up by plans.c.
#ifndef READ_PLAN_H
#define READ_PLAN_H

#include "read/reader.h"

struct goal_entry {
    struct goal goal;
    size_t measure_room, supports_room;
};

struct plan_entry {  // a plan with the places of what it refers to
    struct plan plan;
    const struct node *employee, *unit, *leader;
    const struct node **needs;  // as plan.competence_needs
    size_t goal_room, follow_up_room, need_room, need_node_room, other_room;
};

// Reads the top of a plan file, in the reader's arena. Errors are reported and counted; what has
// them is left out.
struct plan_entry *plan_read(struct reader *r, const struct node *n);

#endif
