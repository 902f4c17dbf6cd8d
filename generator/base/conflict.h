// Lines that a program such as git leaves in a file that two have changed: both versions stand
// there.
#ifndef BASE_CONFLICT_H
#define BASE_CONFLICT_H

#include "base/diag.h"

// Reports the first such place in a source's n bytes from offset start, as an error; false: there
// is none.
bool conflict_report(struct diags *d, const struct source *s, size_t start, size_t n);

#endif
