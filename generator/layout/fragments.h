// Fragments: the pieces of a text that stay together on a line, measured.
#ifndef LAYOUT_FRAGMENTS_H
#define LAYOUT_FRAGMENTS_H

#include "layout/inlines.h"
#include "layout/linebreak.h"

// The text's fragments, in the scratch arena, and how many. Words that no line of that width holds
// are divided; divide: others, too. *missing: whether there is a character that no face has, which
// has been reported.
struct fragment *fragments_make(const struct context *c, const struct inlines *in, mpt width,
                                bool divide, size_t *count, bool *missing);
// Whether a word of n bytes is an address or the name of a file, which takes no hyphen; whether a
// line may end behind that character of one.
bool fragments_is_address(const char *word, size_t n);
bool fragments_breaks_address(char c);
// Whether the space at this byte stands in a number or behind an ordinal, as in "12 345" and
// "9. oktober": no line ends there if that can be helped.
bool fragments_is_number_gap(const char *text, size_t at);

#endif
