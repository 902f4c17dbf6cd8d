// Whom a command is about: --unit, --employee, --leader and --wave together.
#ifndef BATCH_SELECT_H
#define BATCH_SELECT_H

#include "base/diag.h"
#include "batch/options.h"
#include "model/cycle.h"

// False after a sentence on standard error when an id is nobody's: the command line is wrong.
bool select_check(const struct options *o, const struct cycle *c);
bool select_has(const struct options *o, const struct cycle *c, const struct person *p);

#endif
