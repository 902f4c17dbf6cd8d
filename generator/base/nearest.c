// The word that somebody may have meant.
#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

// In small letters, where it is a letter of ASCII.
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

// Damerau–Levenshtein distance (adjacent swaps count once) over bytes, whatever the case of ASCII
// letters; given up beyond `most`.
static unsigned distance(const char *a, const char *b, unsigned most)
{
    enum { MAX = 64 };
    size_t n = strlen(a), m = strlen(b);
    if (n > MAX || m > MAX || (n > m ? n - m : m - n) > most) return most + 1;
    unsigned rows[3][MAX + 1];
    unsigned *two = rows[0], *one = rows[1], *now = rows[2];
    for (size_t j = 0; j <= m; j++) one[j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned v = one[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            if (one[j] + 1 < v) v = one[j] + 1;
            if (now[j - 1] + 1 < v) v = now[j - 1] + 1;
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]) && two[j - 2] + 1 < v)
                v = two[j - 2] + 1;
            now[j] = v;
        }
        unsigned *spare = two;
        two = one;
        one = now;
        now = spare;
    }
    return one[m];
}

// How many letters may be wrong in a word of n bytes.
static unsigned tolerance(size_t n)
{
    if (n <= 1) return 0;
    if (n <= 3) return 1;
    return n <= 8 ? 2 : 3;
}

// Whether two words have the same digits, so that neither is the number beside the other.
static bool same_digits(const char *a, const char *b)
{
    static const char digits[] = "0123456789";
    for (;; a++, b++) {
        a += strcspn(a, digits);
        b += strcspn(b, digits);
        if (*a != *b) return false;
        if (!*a) return true;
    }
}

// Whether a number has lost or won zeros at its beginning, as in a spreadsheet: 123 for 00123.
static bool same_number(const char *a, const char *b)
{
    static const char digits[] = "0123456789";
    bool numbers = *a && *b && !a[strspn(a, digits)] && !b[strspn(b, digits)];
    return numbers && !strcmp(a + strspn(a, "0"), b + strspn(b, "0"));
}

const char *nearest_word(const char *word, const char *const *candidates, size_t count)
{
    unsigned best = tolerance(strlen(word)) + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (same_number(word, candidates[i])) return candidates[i];
        unsigned v = distance(word, candidates[i], best - 1);
        if (v < best && same_digits(word, candidates[i])) {
            best = v;
            nearest = candidates[i];
        }
    }
    return nearest;
}
