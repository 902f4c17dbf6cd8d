// References to pages: the values page-of.ID, where ID is that of a level-1 heading.
#ifndef COMPOSE_VALUES_PAGE_OF_H
#define COMPOSE_VALUES_PAGE_OF_H

#include "compose/values/value.h"

// Whether the path is one of these; the ref points into it.
bool values_page_of_find(const char *path, struct value_ref *out);
// The section's id; NULL: the value, or the path, is another one.
const char *values_page_of_section(const struct value_ref *ref);
const char *values_page_of_id(const char *path);

#endif
