// "Did you mean …?"
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

// The candidate that is most like word: the first of those with the fewest letters wrong, left out,
// added or swapped, whatever their case, and with the same digits: the number beside a number is
// somebody else's. NULL: none is like it.
const char *nearest_word(const char *word, const char *const *candidates, size_t count);

#endif
