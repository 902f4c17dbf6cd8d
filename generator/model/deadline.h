// Deadlines as people write them: a day, a month, a week, "ongoing", or words.
#ifndef MODEL_DEADLINE_H
#define MODEL_DEADLINE_H

#include "model/cycle.h"

// Reads a deadline; false when it looks like a day, month or week that does not exist. text is
// kept, not copied; a is for scratch.
bool deadline_parse(struct arena *a, const char *text, struct deadline *out);

#endif
