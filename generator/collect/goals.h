// Rows and cards of a form: goals with their measures.
#ifndef COLLECT_GOALS_H
#define COLLECT_GOALS_H

#include "collect/field_merge.h"

bool goals_is_row(const char *path);
long goals_row_number(const char *path);  // the number in a goal's id; rows sort by it
// Whether a field is about a goal, `id`, whose card in the form is empty: no goal has been written
// on it. It is then refused, and the first of each card is reported.
bool goals_card_lacks_goal(struct form_merge *m, struct merged_field *e, const char *id);
// Merges all fields of rows.
void goals_merge(struct form_merge *m);

#endif
