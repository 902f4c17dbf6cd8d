// A leader's delivery, and what of it stands in a plan: see model/delivered.h. The file is not
// trusted: what is not an id, a day or a number in its place is an error, and sizes are limited.
#ifndef READ_DELIVERY_H
#define READ_DELIVERY_H

#include "model/delivery.h"
#include "read/reader.h"

// Whether the first lines of a file say that it is a delivery. Nothing is reported.
bool delivery_is(const char *path);
// A delivery, in arena a. NULL after diagnostics: nothing of it can be used, as after any error in
// one with a MAC, which is not checked here; one without is read without the people whose entries
// have errors.
struct delivery *delivery_read(struct diags *d, struct arena *a, struct cycle *c, const char *path);
// What a map says of one person, but for who it is. what: names the map in diagnostics. False after
// errors.
bool delivery_read_person(struct reader *r, const struct node *map, const char *what,
                          struct delivered_person *out);

#endif
