// Markup of other programs that is neither CommonMark nor what samtale reads besides: it is shown
// as it is written, and each kind is reported once in a text.
#include "base/translate.h"
#include "read/markdown/state.h"

#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

// Each finds the markup at the beginning of s, of n bytes; how long it is, 0: it is not there.
// first: nothing stands before it.
typedef size_t markup_finder(const char *s, size_t n, bool first);

// From `open` to `close` in one text; most: bytes in between.
static size_t between(const char *s, size_t n, const char *open, const char *close, size_t most)
{
    size_t opens = strlen(open), closes = strlen(close);
    if (n < opens + closes + 1 || memcmp(s, open, opens)) return 0;
    size_t room = n - opens < most ? n - opens : most;
    const char *end = memmem(s + opens, room, close, closes);
    return end && end > s + opens ? (size_t)(end - s) + closes : 0;
}

static size_t find_fence(const char *s, size_t n, bool first)
{
    size_t colons = 0;
    while (colons < n && s[colons] == ':') colons++;
    if (first && colons >= 3) return n < 40 ? n : colons;
    static const char *const marks[] = {"!!! ", "??? ", "=== \""};
    for (size_t i = 0; first && n > 4 && i < COUNT(marks); i++)
        if (!memcmp(s, marks[i], strlen(marks[i]))) return 4;
    return 0;
}

static size_t find_contents(const char *s, size_t n, bool first)
{
    static const char *const names[] = {"[TOC]",   "[toc]",     "[[TOC]]",
                                        "[[toc]]", "[[_TOC_]]", "{:toc}"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (first && n == strlen(names[i]) && !memcmp(s, names[i], n)) return n;
    return 0;
}

static size_t find_wiki(const char *s, size_t n, bool first)
{
    (void)first;
    return between(s, n, "[[", "]]", 200);
}

static size_t find_code(const char *s, size_t n, bool first)
{
    (void)first;
    static const char *const marks[][2] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"},
                                           {"{%", "%}"},   {"{:", "}"},    {"%%", "%%"}};
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t length = between(s, n, marks[i][0], marks[i][1], 300);
        if (length) return length;
    }
    if (n < 4 || *s != '{' || (s[1] != '.' && s[1] != '#' && !ascii_is_lower(s[1]))) return 0;
    size_t length = between(s, n, "{", "}", 100);
    return length && (s[1] == '.' || s[1] == '#' || memchr(s, '=', length)) ? length : 0;
}

static size_t find_shortcode(const char *s, size_t n, bool first)
{
    size_t at = 1;
    (void)first;
    if (n < 4 || *s != ':') return 0;
    while (at < n && (ascii_is_lower(s[at]) || s[at] == '_' || s[at] == '+' || s[at] == '-' ||
                      (at > 1 && ascii_is_digit(s[at]))))
        at++;
    bool ends = at < n && s[at] == ':' && (at + 1 == n || !ascii_is_letter(s[at + 1]));
    return ends && at > 2 ? at + 1 : 0;
}

static size_t find_highlight(const char *s, size_t n, bool first)
{
    (void)first;
    size_t length = n > 4 && s[2] != ' ' && s[2] != '=' ? between(s, n, "==", "==", 200) : 0;
    if (length) return length;
    return n > 4 && s[2] != ' ' && s[2] != '+' ? between(s, n, "++", "++", 200) : 0;
}

// A word in single ~ or ^, as chemists write it; between tildes that stand around whole words it is
// struck.
static size_t find_raised(const char *s, size_t n, bool first)
{
    size_t at = 1;
    (void)first;
    if (n < 3 || (*s != '~' && *s != '^') || s[1] == *s) return 0;
    while (at < n && at < 20 &&
           (ascii_is_letter(s[at]) || ascii_is_digit(s[at]) || strchr("+-", s[at])))
        at++;
    bool ends = at > 1 && at < n && s[at] == *s && (at + 1 == n || s[at + 1] != *s);
    if (!ends) return 0;
    bool in_word = (!first && markdown_is_of_word(s[-1])) ||
                   (at + 1 < n && markdown_is_of_word(s[at + 1]));
    return *s == '^' || in_word ? at + 1 : 0;
}

static size_t find_formula(const char *s, size_t n, bool first)
{
    if (first && n == 2 && s[0] == '$' && s[1] == '$') return n;  // on lines of their own
    size_t length = between(s, n, "$$", "$$", 300);
    if (length || n < 4 || *s != '$' || s[1] == ' ') return length;
    length = between(s, n, "$", "$", 100);
    for (size_t i = 1; i + 1 < length; i++)
        if (strchr("_^\\{", s[i])) return length;
    return 0;
}

// The beginning of a comment that does not end in its paragraph.
static size_t find_comment(const char *s, size_t n, bool first)
{
    (void)first;
    return n > 3 && !memcmp(s, "<!--", 4) ? 4 : 0;
}

static size_t find_definition(const char *s, size_t n, bool first)
{
    if (!first) return 0;
    if (n > 2 && s[0] == ':' && s[1] == ' ') return n < 60 ? n : 2;
    size_t length = between(s, n, "*[", "]:", 60);
    return length;
}

// A command of TeX, such as \newpage.
static size_t find_command(const char *s, size_t n, bool first)
{
    enum { SHORTEST = 4 };
    size_t at = 1;
    if (!first || *s != '\\') return 0;
    while (at < n && ascii_is_lower(s[at])) at++;
    return at > SHORTEST && (at == n || s[at] == '{') ? at : 0;
}

// A callout of Obsidian's that is none of GitHub's alerts.
static size_t find_callout(const char *s, size_t n, bool first)
{
    char head[16] = {0};  // no alert is longer
    size_t at = 2;
    memcpy(head, s, n < sizeof head - 1 ? n : sizeof head - 1);
    if (!first || n < 4 || memcmp(s, "[!", 2) || markdown_alert_kind(head)) return 0;
    while (at < n && (ascii_is_letter(s[at]) || s[at] == '-')) at++;
    return at > 2 && at < n && s[at] == ']' ? at + 1 : 0;
}

// A line that loads what a page of MDX uses.
static size_t find_import(const char *s, size_t n, bool first)
{
    bool loads = n > 7 && !memcmp(s, "import ", 7) && memmem(s, n, " from ", 6) &&
                 memchr("\"';", s[n - 1], 3);
    bool gives = n > 14 && !memcmp(s, "export ", 7) &&
                 (!memcmp(s + 7, "const ", 6) || !memcmp(s + 7, "default", 7));
    return first && (loads || gives) ? n : 0;
}

// A link or picture whose address holds spaces, so that it is none.
static size_t find_spaced_link(const char *s, size_t n, bool first)
{
    (void)first;
    size_t picture = *s == '!', words = between(s + picture, n - picture, "[", "](", 200);
    if (!words) return 0;
    enum { LONGEST = 1000 };
    size_t room = n - words - picture;
    const char *address = s + picture + words,
               *end = memchr(address, ')', room < LONGEST ? room : LONGEST);
    if (!end || !memchr(address, ' ', (size_t)(end - address))) return 0;
    // or it is what somebody says in brackets
    bool is_file = memchr(address, '.', (size_t)(end - address)) ||
                   memchr(address, '/', (size_t)(end - address));
    return is_file && end[-1] != '.' ? (size_t)(end + 1 - s) : 0;
}

static const struct foreign_markup {
    markup_finder *find;
    const char *hint;
} kinds[] = {
    {find_fence, N_("what is to be noticed is written as a quotation: \"> \" before each line")},
    {find_spaced_link, N_("write %20 for a space in an address: ![words](my%20picture.png)")},
    {find_comment, N_("write --> where the comment ends, in the same paragraph")},
    {find_command, NULL},
    {find_callout, N_("there are [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] and [!CAUTION]")},
    {find_import, NULL},
    {find_contents, N_("there are no tables of contents")},
    {find_wiki, N_("links are written [words](https://example.org)")},
    {find_code, NULL},
    {find_shortcode, N_("write the words, or the sign itself")},
    {find_highlight, N_("what matters is written **in bold**")},
    {find_raised, N_("write ² and ₂, or words")},
    {find_formula, N_("formulas are not drawn: write them in words")},
    {find_definition, N_("write the explanation in a sentence")},
};

// What the text holds that was found stands in the source somewhere from the span's beginning on.
static struct place place_of(struct markdown *m, const char *s, size_t n, struct markdown_span span)
{
    const char *found = memmem(m->text + span.start, m->n - span.start, s, n);
    size_t at = found ? (size_t)(found - m->text) : span.start;
    return markdown_place(m, (struct markdown_span){at, found ? at + n : span.end});
}

// Whole characters, not too many of them.
static size_t shown_length(const char *s, size_t n)
{
    if (n <= 60) return n;
    for (n = 60; n && utf8_is_continuation(s[n]);) n--;
    return n;
}

static void report(struct markdown *m, size_t kind, const char *s, size_t n,
                   struct markdown_span span)
{
    if (m->foreign & 1u << kind) return;
    m->foreign |= 1u << kind;
    const char *shown = arena_strndup(&m->scratch, s, shown_length(s, n));
    if (kinds[kind].find == find_spaced_link) {
        markdown_report(m, DIAG_WARNING, place_of(m, s, n, span), kinds[kind].hint,
                        "link-with-spaces",
                        "this looks like a link or a picture, but is read as text");
        return;
    }
    if (kinds[kind].find == find_comment) {
        markdown_report(m, DIAG_WARNING, place_of(m, s, n, span), kinds[kind].hint,
                        "comment-as-text",
                        "this looks like a comment, but is read as text: it does not end here");
        return;
    }
    struct diag *g = markdown_report(
        m, DIAG_WARNING, place_of(m, s, n, span), kinds[kind].hint, "markup-as-text",
        "\"%s\" is another program's markup, and is shown as it is written", shown);
    if (g) diag_alike(m->d, g, shown);
}

void markdown_foreign_check(struct markdown *m, const char *text, size_t n,
                            struct markdown_span span, bool heading)
{
    bool first = true, word = false;
    for (size_t at = 0; at < n; at++) {
        char c = text[at];
        // what stands in braces there, attributes.c has looked at
        if (heading && c == '{' && at + 1 < n && text[at + 1] != '{') continue;
        bool begins = strchr(":[{=~^$*!?+%\\<", c) || (first && (c == 'i' || c == 'e'));
        if (begins && !(word && c == ':'))
            for (size_t i = 0; i < COUNT(kinds); i++) {
                size_t length = kinds[i].find(text + at, n - at, first);
                if (!length) continue;
                report(m, i, text + at, length, span);
                at += length - 1;
                break;
            }
        word = ascii_is_letter(text[at]) || ascii_is_digit(text[at]);
        first = false;
    }
}

void markdown_foreign_code(struct markdown *m, const char *info, struct place at)
{
    static const char *const names[] = {"mermaid", "plantuml", "dot", "graphviz", "math", "chart"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(info, names[i]))
            markdown_report(m, DIAG_WARNING, at,
                            N_("put in a picture of it: ![what it shows](file.png)"),
                            "drawing-as-code", "a drawing in %s is shown as its code", names[i]);
}
