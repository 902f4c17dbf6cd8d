// Values of print batches, apart from all others.
#ifndef COMPOSE_VALUES_PRINT_H
#define COMPOSE_VALUES_PRINT_H

#include "compose/values/value.h"

// Whether a value is of a print batch, a recipient or a printed paper.
bool values_print_has(const struct value_entry *entry);

#endif
