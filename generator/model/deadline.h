// Deadlines as people write them: a day, a month, a week, "ongoing", or words.
#ifndef MODEL_DEADLINE_H
#define MODEL_DEADLINE_H

#include "model/cycle.h"

// Reads a deadline; false when it looks like a day, month or week that does not exist. Where no
// year is written, it is the first such day, month or week that ends in the period or later; period
// unset or NULL: then it stays text. text is kept, not copied; a is for scratch.
bool deadline_parse(struct arena *a, const char *text, const struct window *period,
                    struct deadline *out);
// "2027-06-01", "2027-06" or "2027-W22": a deadline with a last day as the record keeps it; in
// arena a.
const char *deadline_text(struct arena *a, const struct deadline *deadline);

#endif
