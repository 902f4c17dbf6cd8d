// All values that templates can name, by path.
#ifndef COMPOSE_VALUES_PATHS_H
#define COMPOSE_VALUES_PATHS_H

#include "compose/values/value.h"

// The paths of every table of values/, and of the parts of windows and times. Made once a run, in
// arena a; read-only from then on.
const struct value_paths *values_paths_new(struct arena *a);

#endif
