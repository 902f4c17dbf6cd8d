// Files of lines, each a JSON object behind a checksum, by which a line that a kill or a power
// failure has cut short is recognised.
#ifndef OUTPUT_LINES_H
#define OUTPUT_LINES_H

#include <jansson.h>

#include "base/buf.h"

// Makes a line of what was added to out from `start` on: puts the checksum before it, and ends it.
void lines_end(struct buf *out, size_t start);
// Calls visit (unless it is NULL) for each line before the first that is cut short. How many bytes
// these lines are.
size_t lines_each(const char *bytes, size_t n, void (*visit)(void *arg, const json_t *line),
                  void *arg);

#endif
