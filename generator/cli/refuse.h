// What is wrong with the command line, on standard error.
#ifndef CLI_REFUSE_H
#define CLI_REFUSE_H

#include <stdbool.h>

// Prints "samtale: error: " with the sentence that format makes, and the hint (a text, not a
// format) on a line of its own; NULL: there is no hint. Always false, for the caller to return.
bool refuse(const char *hint, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
