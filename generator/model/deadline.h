// When a measure is due, as people write it: a day, a month, a week, "ongoing", or words.
#ifndef MODEL_DEADLINE_H
#define MODEL_DEADLINE_H

#include "model/cycle.h"

// False: it looks like a date, month or week that there is not. text is kept, not copied.
bool deadline_parse(struct arena *a, const char *text, struct deadline *out);

#endif
