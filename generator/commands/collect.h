// What collect and enter have in common.
#ifndef COMMANDS_COLLECT_H
#define COMMANDS_COLLECT_H

#include "run/run.h"

// Whether the person of --as and --with-comments fit the directory; false after saying so. as: what
// the user calls the person's place on the command line.
bool collect_fits_directory(const struct run *r, const char *as);

#endif
