// A leader's delivery, and what of it stands in a plan: see model/delivered.h. The file is
// another's, and hostile until proved otherwise: whatever is not an id, a day or a number in its
// place is an error, and what it takes is bounded.
#ifndef READ_DELIVERY_H
#define READ_DELIVERY_H

#include "model/delivery.h"
#include "read/reader.h"

// Whether a file says that it is one, by its first lines; nothing is reported.
bool delivery_is(const char *path);
// NULL after diagnostics: nothing of it can be used.
struct delivery *delivery_read(struct diags *d, struct arena *a, struct cycle *c, const char *path);
// What a map says of one person, all but whose it is. False after errors.
bool delivery_read_person(struct reader *r, const struct node *map, const char *what,
                          struct delivered_person *out);

#endif
