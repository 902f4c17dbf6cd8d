// What is wrong with the command line: a sentence and a hint on standard error.
#ifndef CLI_REFUSE_H
#define CLI_REFUSE_H

#include <stdbool.h>
#include <stddef.h>

// Both print "samtale: error: " with the sentence that format makes, and on a line of its own the
// hint, a text and not a format; NULL: there is none. Both are always false, to be returned.
bool refuse(const char *hint, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Where one of the known words is near enough to word, the hint asks whether that was meant.
bool refuse_unknown(const char *word, const char *const *known, size_t count, const char *hint,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
