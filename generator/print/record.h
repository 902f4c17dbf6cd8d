// Records of what was printed: files of lines, which are only added to, and which nobody can make
// again.
#ifndef PRINT_RECORD_H
#define PRINT_RECORD_H

#include "base/buf.h"

// Adds text to a file, which is made where it is missing; at once, so that it is there though the
// run is killed. 0 or an errno value.
int record_append(const char *path, const struct buf *text);

#endif
