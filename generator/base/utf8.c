// UTF-8: decoded, checked, normalised and measured.
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

// How long the sequence is that begins with this byte; 0: none does.
static size_t sequence_length(unsigned char first)
{
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return 2;
    if (first < 0xF0) return 3;
    return first < 0xF5 ? 4 : 0;
}

// Length of the well-formed sequence at s (n bytes there), 0 if it is not one; *c: the code point.
static size_t decode(const unsigned char *s, size_t n, uint32_t *c)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = sequence_length(s[0]);
    if (!len || len > n) return 0;
    uint32_t v = len == 1 ? s[0] : s[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80) return 0;
        v = v << 6 | (s[i] & 0x3F);
    }
    if (v < least[len] || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000)) return 0;
    *c = v;
    return len;
}

uint32_t utf8_next_multibyte(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    size_t there = 1, needed = sequence_length(*p);
    while (there < needed && p[there]) there++;
    uint32_t c;
    size_t len = decode(p, there, &c);
    *s += len ? len : 1;
    return len ? c : 0xFFFD;
}

size_t utf8_put(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t len = 2;
    if (c >= 0x800) len = c < 0x10000 ? 3 : 4;
    for (size_t i = len; i-- > 1; c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[len] | c);
    return len;
}

size_t utf8_length(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

bool utf8_valid(const char *s, size_t n, size_t *bad)
{
    uint32_t c;
    for (size_t i = 0; i < n;) {
        size_t len = decode((const unsigned char *)s + i, n - i, &c);
        if (!len) {
            if (bad) *bad = i;
            return false;
        }
        i += len;
    }
    return true;
}

static char *map(struct arena *a, const char *s, utf8proc_option_t options)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
                                      options | UTF8PROC_NULLTERM);
    char *copy = n < 0 ? arena_strdup(a, s) : arena_strndup(a, (const char *)out, (size_t)n);
    free(out);
    return copy;
}

// Text is composed where no character follows U+02FF: the first combining one is U+0300, which
// begins with the byte CC.
static bool is_composed(const char *s)
{
    while (*s && (unsigned char)*s < 0xCC) s++;
    return !*s;
}

char *utf8_nfc(struct arena *a, const char *s)
{
    return is_composed(s) ? arena_strdup(a, s) : map(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

char *utf8_fold(struct arena *a, const char *s)
{
    return map(a, s,
               UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                   UTF8PROC_IGNORE);
}

uint32_t utf8_upper(uint32_t c)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

uint32_t utf8_lower(uint32_t c)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

bool utf8_is_combining(uint32_t c)
{
    return utf8proc_get_property((utf8proc_int32_t)c)->combining_class != 0;
}

size_t utf8_grapheme(const char *s)
{
    const char *p = s;
    utf8proc_int32_t state = 0;
    uint32_t before = utf8_next(&p);
    if (!before) return 0;
    for (;;) {
        const char *end = p;
        uint32_t c = utf8_next(&p);
        if (!c ||
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)c, &state))
            return (size_t)(end - s);
        before = c;
    }
}

bool utf8_is_control(uint32_t c)
{
    return c < 32 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

size_t utf8_width(const char *s, size_t n)
{
    size_t width = 0;
    for (const char *end = s + n; s < end;) {
        const char *next = s + utf8_grapheme(s);
        size_t one = 0;
        if (next > end || next == s) next = end;
        while (s < next) {
            int columns = utf8proc_charwidth((utf8proc_int32_t)utf8_next(&s));
            if (columns > 0) one += (size_t)columns;
        }
        width += one > 2 ? 2 : one;
    }
    return width;
}

bool utf8_is_blank(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text));) {
        bool space = c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
                     c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
                     c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
        if (!space) return false;
    }
    return true;
}

bool utf8_is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200F) || c == 0x2060;
}
