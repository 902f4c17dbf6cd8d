// UTF-8. Files that are not UTF-8 are refused by diag_source_open(); what comes from elsewhere,
// such as names of files, may hold any bytes. Texts end with NUL where no length is given.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

uint32_t utf8_next_multibyte(const char **s);  // for utf8_next() alone
// The code point at *s, which is moved behind it. U+FFFD for a byte that is not UTF-8; 0, without
// moving, at the end.
static inline uint32_t utf8_next(const char **s)
{
    unsigned char c = (unsigned char)**s;
    if (c >= 0x80) return utf8_next_multibyte(s);
    *s += c != 0;
    return c;
}
// Whether the byte is the second or a later one of a character.
static inline bool utf8_is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}
size_t utf8_put(char out[4], uint32_t c);     // encodes a code point; the number of bytes
size_t utf8_length(const char *s, size_t n);  // code points in n bytes
// False: *bad (may be NULL) is the offset of the first wrong byte.
bool utf8_valid(const char *s, size_t n, size_t *bad);
char *utf8_nfc(struct arena *a, const char *s);  // in Unicode's normalisation form C
char *utf8_fold(struct arena *a,
                const char *s);   // NFKC with case folded: to compare what was typed
uint32_t utf8_upper(uint32_t c);  // the letter's capital, or small form; c where it has none
uint32_t utf8_lower(uint32_t c);
bool utf8_is_combining(uint32_t c);   // it has a combining class: it is a mark
size_t utf8_grapheme(const char *s);  // bytes of the first grapheme cluster; 0 at the end

// A space, of whatever kind, or a character that draws nothing, such as U+200B or U+FEFF.
bool utf8_is_space(uint32_t c);
// A control character, or one that changes the direction in which others are shown.
bool utf8_is_control(uint32_t c);
// Whether a text holds nothing but white space, of any kind, or nothing at all.
bool utf8_is_blank(const char *text);
// Columns that n bytes take on a terminal. A grapheme cluster takes 0, 1 or 2.
size_t utf8_width(const char *s, size_t n);

#endif
