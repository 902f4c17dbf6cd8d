// Who fills in a place: a block whose places have labels takes WHO_KEY among its keys.
#ifndef COMPOSE_BLOCKS_WHO_H
#define COMPOSE_BLOCKS_WHO_H

#include "compose/syntax/bind.h"
#include "compose/syntax/schema.h"

extern const char *const who_names[];  // ended by NULL
#define WHO_KEY                                                 \
    {                                                           \
        .name = "who", .kind = KEY_CHOICE, .choices = who_names \
    }

// Gives the label the shape of whoever the item says, if it says so, and what a screen reader says
// of the shape.
void who_mark(const struct env *e, const struct node *item, struct doc_node *label);
// The label of the item's field with who fills it in; label itself where the item does not say.
const char *who_field_label(const struct env *e, const struct node *item, const char *label);

#endif
