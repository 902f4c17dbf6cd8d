// Finding focus areas by their ids, from a unit upwards.
#ifndef READ_THREADS_H
#define READ_THREADS_H

#include "model/cycle.h"

// The focus area with an id of the nearest unit from `from` upwards that has one, in the language
// where it is written in that; NULL: there is none.
struct priority *threads_find(const struct cycle *c, const struct unit *from, const char *language,
                              const char *id);
// The focus area with an id of any unit, the first in the chart; NULL: there is none.
struct priority *threads_find_anywhere(const struct cycle *c, const char *language, const char *id);
// The id that is spelt most like one, for "did you mean"; NULL: there is none. a: for scratch.
const char *threads_nearest(struct arena *a, const struct unit *from, const char *id);

#endif
