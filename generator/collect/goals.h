// Rows of a form: goals with their measures.
#ifndef COLLECT_GOALS_H
#define COLLECT_GOALS_H

#include "collect/field_merge.h"

bool goals_is_row(const char *path);
long goals_row_number(const char *path);  // the number in a goal's id; rows sort by it
// Merges all fields of rows.
void goals_merge(struct form_merge *m);

#endif
