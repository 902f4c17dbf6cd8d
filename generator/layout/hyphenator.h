// Where words may be divided, by the patterns of libhyphen. Threads share a hyphenator, for its
// dictionaries are large; it opens a language's when it is first asked for it.
#ifndef LAYOUT_HYPHENATOR_H
#define LAYOUT_HYPHENATOR_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum { HYPHENATOR_POINTS = 24 };  // of one word at most

struct hyphenator;
struct hyphenator *hyphenator_new(const char *folder);
void hyphenator_free(struct hyphenator *h);

// Byte offsets in the word where a hyphen may stand, ascending; at least three letters on either
// side. Only letters of Latin-1 have patterns: any other word stays whole, as does one in a
// language without a dictionary, of which d hears the first time.
size_t hyphenator_find_points(struct hyphenator *h, struct diags *d, const char *language,
                              const char *word, size_t n, uint16_t points[HYPHENATOR_POINTS]);

#endif
