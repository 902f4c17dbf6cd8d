// Whom a command is about: --unit, --employee, --leader and --wave together.
#ifndef CLI_SELECT_H
#define CLI_SELECT_H

#include "base/diag.h"
#include "cli/options.h"
#include "model/cycle.h"

// False after a sentence on standard error when an id is nobody's: the command line is wrong.
bool select_check(const struct options *o, const struct cycle *c);
// the same, and nothing is said
bool select_is_known(const struct options *o, const struct cycle *c);
bool select_has(const struct options *o, const struct cycle *c, const struct person *p);
bool select_has_leader(const struct options *o, const struct cycle *c,
                       const struct person *p);  // for a leader's own papers
bool select_has_unit(const struct options *o, const struct cycle *c,
                     const struct unit *u);  // not where people are named
bool select_all(const struct options *o);    // nobody and nothing is named

#endif
