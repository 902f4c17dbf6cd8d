// Addresses that stand in a text as they are, as GitHub's Markdown finds them:
// "https://example.no", "www.example.no" and "kari@example.no" become links.
#include "base/array.h"
#include "base/ascii.h"
#include "read/markdown/state.h"

#include <string.h>
#include <strings.h>

enum { HOST_LONGEST = 253 };

static bool is_alphanumeric(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

// Whether bytes at s, of which there are n, are a space or a quotation mark, dash or ellipsis
// beyond ASCII, which no address holds; how many.
static size_t other_length(const char *s, size_t n)
{
    if (n && strchr(" \t\n", *s)) return 1;
    if (n >= 2 && *s == '\xC2' && strchr("\xA0\xAB\xBB", s[1])) return 2;
    return n >= 3 && !memcmp(s, "\xE2\x80", 2) ? 3 : 0;
}

// Whether an address may begin at byte i, after what stands before it.
static bool may_begin(const char *s, size_t i)
{
    if (!i || strchr("*_~(\"'", s[i - 1])) return true;
    return other_length(s + i - 1, 1) || (i >= 2 && other_length(s + i - 2, 2) == 2) ||
           (i >= 3 && other_length(s + i - 3, 3) == 3);
}

static bool is_in_host(const char *s, size_t n)
{
    return is_alphanumeric(*s) || (*s & 0x80 && !other_length(s, n));
}

// Bytes of a host's name: parts of letters, digits, "-" and "_" with full stops between them, at
// least so many, and no "_" in the last two parts; 0: it is none.
static size_t host_length(const char *s, size_t n, size_t least)
{
    size_t i = 0, dots = 0, part = 0;
    bool low = false, low_before = false;
    for (; i < n && i <= HOST_LONGEST && (is_in_host(s + i, n - i) || strchr("-_.", s[i])); i++) {
        if (s[i] == '_') low = true;
        if (s[i] != '.') part++;
        else if (!part || i + 1 == n || !is_in_host(s + i + 1, n - i - 1)) break;
        else {
            low_before = low;
            low = false;
            part = 0;
            dots++;
        }
    }
    return dots >= least && !low && !low_before && i <= HOST_LONGEST ? i : 0;
}

static size_t count_of(const char *s, size_t n, char c)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) found += s[i] == c;
    return found;
}

// The name of an entity that is none ("&copy" without its sign) with its semicolon, at the end.
static size_t entity_length(const char *s, size_t n)
{
    size_t i = n - 1;
    while (i && is_alphanumeric(s[i - 1])) i--;
    return i && i < n - 1 && s[i - 1] == '&' ? n - i + 1 : 0;
}

// Without what ends a sentence rather than an address: marks, and brackets that it does not open.
static size_t without_end(const char *s, size_t n)
{
    size_t open = count_of(s, n, '('), close = count_of(s, n, ')');
    while (n) {
        char last = s[n - 1];
        size_t entity = last == ';' ? entity_length(s, n) : 0;
        if (strchr("?!.,:*_~'\"", last) || (last == ';' && !entity)) n--;
        else if (entity) n -= entity;
        else if (last == ')' && close-- > open) n--;
        else break;
    }
    return n;
}

// An address at s: a host and all up to the next space, or 0. A host of a single name, which an
// intranet has, needs "https://" before it.
static size_t address_length(const char *s, size_t n, size_t prefix, bool is_www)
{
    size_t host = is_www ? host_length(s, n, 1) : host_length(s + prefix, n - prefix, 0);
    size_t end = is_www ? host : prefix + host;
    if (!host) return 0;
    while (end < n && s[end] != '<' && !other_length(s + end, n - end)) end++;
    return without_end(s, end);
}

// A mail address whose "@" is at `at`; its bytes, from *start on.
static size_t mail_length(const char *s, size_t n, size_t from, size_t at, size_t *start)
{
    size_t begin = at;
    while (begin > from && (is_alphanumeric(s[begin - 1]) || strchr(".-_+", s[begin - 1]))) begin--;
    size_t host = 0;
    while (at + 1 + host < n &&
           (is_alphanumeric(s[at + 1 + host]) || strchr("-_.", s[at + 1 + host])))
        host++;
    while (host && s[at + host] == '.') host--;
    *start = begin;
    bool good = begin < at && host && s[at + host] != '-' && s[at + host] != '_' &&
                memchr(s + at + 1, '.', host);
    return good ? at + 1 + host - begin : 0;
}

static size_t prefix_length(const char *s, size_t n)
{
    static const char *const prefixes[] = {"https://", "http://", "www."};
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t length = strlen(prefixes[i]);
        if (n > length && !strncasecmp(s, prefixes[i], length)) return length;
    }
    return 0;
}

bool markdown_bare_find(const char *s, size_t n, size_t from, struct markdown_bare *out)
{
    for (size_t i = from; i < n; i++) {
        size_t prefix = may_begin(s, i) ? prefix_length(s + i, n - i) : 0;
        bool is_www = prefix == strlen("www.");
        size_t length = prefix ? address_length(s + i, n - i, prefix, is_www) : 0;
        *out = (struct markdown_bare){i, i + length, is_www ? "http://" : ""};
        if (length > prefix) return true;
        if (s[i] != '@') continue;
        length = mail_length(s, n, from, i, &out->start);
        *out = (struct markdown_bare){out->start, out->start + length, "mailto:"};
        if (length) return true;
    }
    return false;
}
