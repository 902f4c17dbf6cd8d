// What the list of follow-up sheets holds.
#ifndef COMPOSE_VALUES_SHEETS_H
#define COMPOSE_VALUES_SHEETS_H

#include <stddef.h>

// Of an item of TYPE_SHEET: its number among the cycle's follow-ups, from 1.
size_t values_sheets_number(const void *sheet);

#endif
