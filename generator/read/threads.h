// Priorities by id, looked for from a unit upwards.
#ifndef READ_THREADS_H
#define READ_THREADS_H

#include "model/cycle.h"

// The nearest unit's at or above `from` that has it, in the language where there is one; NULL:
// nobody's.
struct priority *threads_find(const struct cycle *c, const struct unit *from, const char *language,
                              const char *id);
// for "did you mean"
const char *threads_nearest(struct arena *a, const struct unit *from, const char *id);

#endif
