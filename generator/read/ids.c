// Checking and making ids.
#include "read/ids.h"

#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

static bool is_id_char(char c)
{
    return ascii_is_lower(c) || ascii_is_digit(c);
}

bool ids_valid(const char *text, bool dots)
{
    if (!is_id_char(text[0]) || strlen(text) > ID_LIMIT || strstr(text, "..")) return false;
    for (const char *p = text; *p; p++)
        if (!is_id_char(*p) && *p != '-' && *p != '_' && !(dots && *p == '.')) return false;
    return true;
}

bool ids_is_device(const char *id)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    size_t n = strcspn(id, ".");
    for (size_t i = 0; i < COUNT(names); i++)
        if (n == 3 && !strncmp(id, names[i], n)) return true;
    bool is_port = !strncmp(id, "com", 3) || !strncmp(id, "lpt", 3);
    return n == 4 && is_port && id[3] >= '1' && id[3] <= '9';
}

// The letters U+00C0–U+017F without their marks; "?": it becomes two letters, "-": it is no letter.
static const char plain_letters[] =
    "aaaaaa?ceeeeiiiidnooooo-ouuuuy??aaaaaa?ceeeeiiiidnooooo-ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllll"
    "nnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static const char *two_letters(uint32_t c)
{
    switch (c) {
    case 0xC6:
    case 0xE6: return "ae";
    case 0xDE:
    case 0xFE: return "th";
    case 0xDF: return "ss";
    case 0x132:
    case 0x133: return "ij";
    default: return "oe";
    }
}

static void add_plain(char *out, size_t *n, uint32_t c, bool dots)
{
    char one[2] = {'-', '\0'};
    const char *letters = one;
    if (utf8_is_combining(c)) return;  // of a letter that is written as two, å as a and a ring
    if (c >= 'A' && c <= 'Z') one[0] = (char)(c - 'A' + 'a');
    else if (c < 0x80 && (is_id_char((char)c) || c == '_' || (dots && c == '.'))) one[0] = (char)c;
    else if (c >= 0xC0 && c - 0xC0 < sizeof plain_letters - 1) one[0] = plain_letters[c - 0xC0];
    if (one[0] == '?') letters = two_letters(c);
    for (; *letters && *n < ID_LIMIT; letters++) {
        bool sign = !is_id_char(*letters);
        if (sign && (!*n || !is_id_char(out[*n - 1]))) continue;
        out[(*n)++] = *letters;
    }
}

char *ids_from_text(struct arena *a, const char *text, bool dots)
{
    char out[ID_LIMIT + 1];
    size_t n = 0;
    for (uint32_t c; n < ID_LIMIT && (c = utf8_next(&text));) add_plain(out, &n, c, dots);
    while (n && !is_id_char(out[n - 1])) n--;
    return arena_strndup(a, out, n);
}
