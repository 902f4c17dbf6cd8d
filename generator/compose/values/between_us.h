// Who may read what stays between an employee and the leader with whom a plan was made: comments,
// disagreement, informal follow-up, notes, learning and next steps. It is shown where everybody who
// reads the document is one of the two. A new leader sees goals, status and deadlines only.
//
// A document about an employee is read by that employee, the present leader, and whoever holds the
// conversation for the leader; a leader's papers by that leader alone. What is written in this
// period, the holder was told: last period's texts are hidden from one who is not the leader.
#ifndef COMPOSE_VALUES_BETWEEN_US_H
#define COMPOSE_VALUES_BETWEEN_US_H

#include "compose/values/value.h"

// The only way to such a text: unset where it is not for this document's readers. p: the plan that
// it is of; it and the text may be NULL.
struct value values_between_us(const struct env *e, const struct plan *p,
                               const struct between_us *text);

#endif
