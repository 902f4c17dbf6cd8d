// Finding national identity numbers by their day of birth.
#include "import/national_id.h"

#include <string.h>

#include "base/ascii.h"

static int two(const char *p)
{
    return (p[0] - '0') * 10 + (p[1] - '0');
}

static bool is_day(int day)  // D-numbers add 40
{
    return (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
}

static bool is_month(int month)  // synthetic ones add 40, 65 or 80
{
    return (month >= 1 && month <= 12) || (month >= 41 && month <= 52) ||
           (month >= 66 && month <= 77) || (month >= 81 && month <= 92);
}

static bool is_ddmmyy(const char *p)
{
    return is_day(two(p)) && is_month(two(p + 2));
}

static bool is_yymmdd(const char *p)
{
    return is_month(two(p + 2)) && two(p + 2) <= 12 && (is_day(two(p + 4)) || two(p + 4) > 60);
}

static size_t digits(const char *p, const char *end)
{
    size_t n = 0;
    while (p + n < end && ascii_is_digit(p[n])) n++;
    return n;
}

static bool is_divider(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '+' || c == 'A';
}

// The length of the number at p; 0: there is none.
static size_t length_at(const char *p, const char *end)
{
    size_t n = digits(p, end);
    if (n == 11) return is_ddmmyy(p) ? 11 : 0;
    if (n == 12) return (two(p) == 19 || two(p) == 20) && is_yymmdd(p + 2) ? 12 : 0;
    if ((n != 6 && n != 8) || p + n >= end || !is_divider(p[n])) return 0;
    size_t rest = digits(p + n + 1, end);
    bool tight = p[n] == '-' || p[n] == '+' || p[n] == 'A';
    if (n == 6 && rest == 5 && p[n] != 'A') return is_ddmmyy(p) ? 12 : 0;
    if (n == 6 && rest == 4 && tight) return is_ddmmyy(p) || is_yymmdd(p) ? 11 : 0;
    if (n == 6 && rest == 3 && tight && p + 10 < end && ascii_is_letter(p[10]))
        return is_ddmmyy(p) ? 11 : 0;
    if (n == 8 && rest == 4 && tight) return is_yymmdd(p + 2) ? 13 : 0;
    return 0;
}

bool national_id_remove(struct buf *text)
{
    bool found = false;
    for (size_t i = 0; i < text->n;) {
        const char *p = text->p + i, *end = text->p + text->n;
        size_t n = length_at(p, end);
        if (n) {
            memmove(text->p + i, p + n, text->n - i - n);
            text->n -= n;
            found = true;
        } else {
            size_t more = digits(p, end);
            i += more ? more : 1;
        }
    }
    while (found && text->n && text->p[text->n - 1] == ' ') text->n--;
    return found;
}

bool national_id_may_be(const char *text)
{
    char padded[12] = "0";
    size_t n = strlen(text);
    if (n != 10 || digits(text, text + n) != n) return false;
    memcpy(padded + 1, text, n);
    return is_ddmmyy(padded) || is_ddmmyy(text) || is_yymmdd(text);
}
