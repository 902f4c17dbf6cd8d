// Competence needs, and progress on goals.
#ifndef COLLECT_NEEDS_H
#define COLLECT_NEEDS_H

#include "collect/field_merge.h"

// Finds a competence need or a progress note in the record and sets e->path. False: the field has
// been dealt with, and is not merged.
bool needs_find(struct form_merge *m, struct merged_field *e);

#endif
