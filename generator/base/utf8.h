// UTF-8. Invalid bytes never reach the nouns: diag_source_open() refuses them.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

uint32_t utf8_next_multibyte(const char **s);
// decodes one code point and steps over it; U+FFFD for a bad byte; 0 at NUL
static inline uint32_t utf8_next(const char **s)
{
    unsigned char c = (unsigned char)**s;
    if (c >= 0x80) return utf8_next_multibyte(s);
    *s += c != 0;
    return c;
}
size_t utf8_put(char out[4], uint32_t c);               // bytes written
size_t utf8_length(const char *s, size_t n);            // code points
bool utf8_valid(const char *s, size_t n, size_t *bad);  // *bad: byte offset of the first wrong byte
char *utf8_nfc(struct arena *a, const char *s);         // Unicode normalisation form C
// NFKC with case folded, for matching what people typed
char *utf8_fold(struct arena *a, const char *s);
bool utf8_is_combining(uint32_t c);  // whether it is reordered with marks beside it
// bytes of the first grapheme cluster of s; 0 at the end
size_t utf8_grapheme(const char *s);

// moves what is shown after it, or a terminal takes it for a command
bool utf8_is_control(uint32_t c);
// Columns that n bytes take on a terminal: 2 for a wide character, 0 for a mark on another, 1 for
// most; a grapheme cluster never more than 2.
size_t utf8_width(const char *s, size_t n);

#endif
