// Where words may be divided, by the patterns of libhyphen. Threads share a hyphenator, for its
// dictionaries are large; a language's is opened when it is first asked for.
#ifndef LAYOUT_HYPHENATOR_H
#define LAYOUT_HYPHENATOR_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum { HYPHENATOR_POINTS = 24 };  // of one word at most

struct hyphenator;
// folder: where the dictionaries are.
struct hyphenator *hyphenator_new(const char *folder);
void hyphenator_free(struct hyphenator *h);

// Finds the byte offsets in the word, of n bytes, where a hyphen may stand: ascending, at least
// three letters on either side. Returns how many. Only letters of Latin-1 have patterns: any other
// word stays whole, as does one in a language without a dictionary. A dictionary that cannot be
// read is reported to d the first time.
size_t hyphenator_find_points(struct hyphenator *h, struct diags *d, const char *language,
                              const char *word, size_t n, uint16_t points[HYPHENATOR_POINTS]);

#endif
