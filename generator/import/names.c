// Names in exports: last name first, in capitals, with a number behind them.
#include "import/names.h"

#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "read/ids.h"

static const char *trimmed(struct arena *a, const char *p, size_t n)
{
    while (n && (p[0] == ' ' || p[0] == ',')) p++, n--;
    while (n && (p[n - 1] == ' ' || p[n - 1] == ',')) n--;
    return arena_strndup(a, p, n);
}

// ---- Capitals

static bool is_letter(uint32_t c)
{
    return utf8_upper(c) != c || utf8_lower(c) != c;
}

struct letters {
    int upper, lower;
};

static struct letters count_letters(const char *p, const char *end)
{
    struct letters n = {0};
    while (p < end) {
        uint32_t c = utf8_next(&p);
        n.upper += utf8_lower(c) != c;
        n.lower += utf8_upper(c) != c;
    }
    return n;
}

bool names_shout(const char *text)
{
    struct letters n = count_letters(text, text + strlen(text));
    return n.upper && !n.lower;
}

// A word with a capital where it begins, and behind a hyphen or apostrophe.
static void add_capitalised(struct buf *out, const char *p, const char *end)
{
    bool begins = true;
    while (p < end) {
        char letter[4];
        uint32_t c = utf8_next(&p);
        buf_add(out, letter, utf8_put(letter, begins ? utf8_upper(c) : utf8_lower(c)));
        begins = c == '-' || c == '\'' || c == 0x2019 || c == '.';
    }
}

static bool is_particle(const char *word, size_t n)
{
    static const char *const words[] = {"VON", "DER", "DEN", "DE", "AF", "AV", "LA", "DI", "DA"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (strlen(words[i]) == n && !memcmp(words[i], word, n)) return true;
    return n == 3 && !memcmp(word, "VAN", 3) && (!strncmp(word, "VAN DE", 6));
}

const char *names_capitals(struct arena *a, const char *name)
{
    struct buf out = {0};
    struct letters all = count_letters(name, name + strlen(name));
    for (const char *p = name; *p;) {
        size_t n = strcspn(p, " ");
        struct letters of = count_letters(p, p + n);
        bool shouts = !of.lower && of.upper > (all.lower ? 2 : 1), whispers = !all.upper;
        if (shouts && p > name && is_particle(p, n))
            for (size_t i = 0; i < n; i++) buf_c(&out, (char)utf8_lower((unsigned char)p[i]));
        else if (shouts || whispers) add_capitalised(&out, p, p + n);
        else buf_add(&out, p, n);
        p += n;
        if (*p) buf_c(&out, *p++);
    }
    const char *tidy = arena_strndup(a, out.p ? out.p : "", out.n);
    buf_free(&out);
    return tidy;
}

// ---- Parts

// Takes what stands in brackets at the end off a text.
static const char *cut_bracket(struct arena *a, const char *text, const char **bracket)
{
    size_t n = strlen(text);
    char close = n ? text[n - 1] : '\0';
    if (close != ')' && close != ']') return text;
    const char *open = NULL;
    int depth = 0;
    for (const char *p = text + n - 1; p >= text && !open; p--) {
        depth += *p == ')' || *p == ']';
        depth -= *p == '(' || *p == '[';
        if (!depth) open = p;
    }
    if (!open) return text;
    *bracket = trimmed(a, open + 1, (size_t)(text + n - 1 - open) - 1);
    return trimmed(a, text, (size_t)(open - text));
}

const char *names_tidy(struct arena *a, const char *text, const char **bracket)
{
    const char *inside = NULL, *more = NULL;
    const char *name = cut_bracket(a, trimmed(a, text, strlen(text)), &inside);
    name = cut_bracket(a, name, &more);
    if (bracket) *bracket = more ? more : inside;
    if (names_shout(name)) name = names_capitals(a, name);
    const char *comma = strchr(name, ',');
    if (comma) {
        const char *last = names_capitals(a, trimmed(a, name, (size_t)(comma - name))),
                   *first = trimmed(a, comma + 1, strlen(comma + 1));
        name = *first ? arena_printf(a, "%s %s", first, last) : last;
    }
    return names_capitals(a, name);
}

const char *names_key(struct arena *a, const char *name)
{
    char *key = utf8_fold(a, name), *to = key;
    for (const char *p = key; *p;) {  // ’ and ' are one
        const char *before = p;
        uint32_t c = utf8_next(&p);
        if (c == 0x2019 || c == 0x2018 || c == 0xB4 || c == '`') {
            *to++ = '\'';
        } else {
            memmove(to, before, (size_t)(p - before));
            to += p - before;
        }
    }
    *to = '\0';
    return key;
}

const char *names_plain_key(struct arena *a, const char *name)
{
    return ids_from_text(a, utf8_fold(a, name), false);
}

bool names_is_vacant(const char *text)
{
    static const char *const words[] = {"vakant",      "vakans",       "vacant",      "vacancy",
                                        "ubesatt",     "obesatt",      "ledig",       "unfilled",
                                        "ikke besatt", "ikkje besett", "to be hired", "vakat"},
                             *const whole[] = {
                                 "nn",        "n.n.",         "n.n",     "tba",
                                 "tbd",       "n/a",          "ingen",   "none",
                                 "-",         "--",           "–",       ".",
                                 "?",         "xx",           "open",    "null",
                                 "ikke satt", "ikke angitt",  "mangler", "ikke tilsatt",
                                 "saknas",    "mangler leder"};
    struct arena scratch = {0};
    const char *key = utf8_fold(&scratch, text);
    key = trimmed(&scratch, key + strspn(key, "( [*<\"'"), strlen(key + strspn(key, "( [*<\"'")));
    bool vacant = false;
    for (size_t i = 0; i < COUNT(words) && !vacant; i++)
        vacant = !strncmp(key, words[i], strlen(words[i])) &&
                 !ascii_is_letter(key[strlen(words[i])]) && (signed char)key[strlen(words[i])] >= 0;
    for (size_t i = 0; i < COUNT(whole) && !vacant; i++) {
        size_t n = strlen(whole[i]);
        vacant = !strncmp(key, whole[i], n) && !key[n + strspn(key + n, ")]*>\"' ")];
    }
    arena_free(&scratch);
    return vacant;
}

bool names_is_number(const char *text)
{
    return *text && !text[strspn(text, "0123456789")];
}

bool names_is_address(const char *text)
{
    const char *at = strchr(text, '@');
    return at && at > text && !strchr(text, ' ') && strchr(at, '.');
}

const char *names_number(struct arena *a, const char *text)
{
    size_t n = strlen(text);
    char *number = utf8_fold(a, text), *to = number;
    for (const char *p = number; *p; p++)
        if (*p != ' ') *to++ = *p;
    *to = '\0';
    n = strlen(number);
    if (n > 2 && !strcmp(number + n - 2, ".0") && strspn(number, "0123456789") == n - 2)
        number[n - 2] = '\0';
    const char *from = number;
    if (names_is_number(number)) from += strspn(number, "0");
    return *from ? from : NULL;
}

// ---- Whom a cell means

// A word of a text that is a number of at least two digits, or has digits and no small letter:
// "10023", "E-1001". Removed from it.
static const char *take_number(struct arena *a, char *text)
{
    for (char *p = text; *p;) {
        size_t n = strcspn(p, " ,;:/|");
        size_t digits = 0;
        for (size_t i = 0; i < n; i++) digits += ascii_is_digit(p[i]);
        if (digits >= 2 && digits + 4 >= n && !count_letters(p, p + n).lower) {
            const char *number = arena_strndup(a, p, n);
            memset(p, ' ', n);
            return number;
        }
        p += n + (p[n] != '\0');
    }
    return NULL;
}

// An address in a text, with or without <>. Removed from it.
static const char *take_address(struct arena *a, char *text)
{
    for (char *p = text; *p;) {
        p += strspn(p, " <>(),;[]");
        size_t n = strcspn(p, " <>(),;[]");
        const char *word = arena_strndup(a, p, n);
        if (names_is_address(word)) {
            memset(p, ' ', n);
            return word;
        }
        p += n;
    }
    return NULL;
}

// "CN=Kari Hansen,OU=Nesset,DC=…", as directories write people.
static const char *common_name(struct arena *a, const char *text)
{
    if (strncmp(text, "CN=", 3) && strncmp(text, "cn=", 3)) return text;
    struct buf name = {0};
    for (const char *p = text + 3; *p && *p != ','; p++) {
        if (*p == '\\' && p[1]) p++;
        buf_c(&name, *p);
    }
    const char *cn = arena_strndup(a, name.p ? name.p : "", name.n);
    buf_free(&name);
    return cn;
}

static bool is_outside_word(const char *word)
{
    static const char *const words[] = {"ekstern", "external", "extern", "innleid", "konsulent"};
    for (size_t i = 0; word && i < COUNT(words); i++)
        if (!strncasecmp(word, words[i], strlen(words[i]))) return true;
    return false;
}

static bool has_letters(const char *text)
{
    for (const char *p = text; *p;)
        if (is_letter(utf8_next(&p))) return true;
    return false;
}

struct name_reference names_reference(struct arena *a, const char *text)
{
    struct name_reference r = {0};
    const char *bracket = NULL;
    if (!*text) return r;
    r.vacant = names_is_vacant(text);
    if (r.vacant) return r;
    char *rest = arena_strdup(a, common_name(a, text));
    r.address = take_address(a, rest);
    const char *name = cut_bracket(a, trimmed(a, rest, strlen(rest)), &bracket);
    if (bracket && !strpbrk(bracket, " ")) {
        char *inside = arena_strdup(a, bracket);
        r.number = take_number(a, inside);
    }
    r.outside = is_outside_word(bracket);
    char *left = arena_strdup(a, name);
    if (!r.number) r.number = names_is_number(left) ? arena_strdup(a, left) : take_number(a, left);
    if (names_is_number(left)) left = arena_strdup(a, "");
    name = trimmed(a, left, strlen(left));
    while (*name && strchr("-–:;/|.", *name)) name = trimmed(a, name + 1, strlen(name + 1));
    size_t n = strlen(name);
    while (n && strchr("-:;/|<>", name[n - 1])) name = trimmed(a, name, --n);
    bool code = !strchr(name, ' ') && name[strcspn(name, "0123456789")];  // "1O023"
    if (code && !r.number) r.number = arena_strdup(a, name);
    else if (has_letters(name)) r.name = names_tidy(a, name, NULL);
    if (r.number && !(r.number = names_number(a, r.number)) && !r.name && !r.address)
        r.vacant = true;  // 0
    if (r.name && names_is_vacant(r.name)) r = (struct name_reference){.vacant = true};
    return r;
}
