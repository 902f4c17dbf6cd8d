// Files of lines, each a JSON object behind a checksum: what a kill or a power cut has torn is
// known by it.
#ifndef OUTPUT_LINES_H
#define OUTPUT_LINES_H

#include <jansson.h>

#include "base/buf.h"

// Puts the checksum before what was added to out from `start` on, and ends the line.
void lines_end(struct buf *out, size_t start);
// Takes each line (take NULL: none), from the first to the one before a torn one; how many bytes
// these are.
size_t lines_each(const char *bytes, size_t n, void (*visit)(void *arg, const json_t *line),
                  void *arg);

#endif
