// What of the output folders is too old, or shows one person.
#ifndef HELD_OUTPUTS_H
#define HELD_OUTPUTS_H

#include "held/held.h"

// All of a period's folder that can name anybody. until: the last day that it may be there.
void outputs_find_old(struct held *h, const char *period, struct date until);
// What of a period's folder is about people, and so shows the plans of the period before.
void outputs_find_personal(struct held *h, const char *period, struct date until);
// What of every period's folder is of one person, or of others and may name that one.
void outputs_find_of(struct held *h, const char *id);
// What of every period's folder is of some people: their ids, each with a struct date, the last day
// on which it is to be there.
void outputs_find_own(struct held *h, const struct map *people);

#endif
