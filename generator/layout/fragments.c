// Fragments of a text. Unicode's rules say where a line may end. A word that is too wide for its
// column is divided by its language's patterns, and as a last resort between any two graphemes.
#include "layout/fragments.h"

#include <assert.h>
#include <linebreak.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

enum {
    LONGEST_WORD = 500,  // bytes; a longer one is never shaped as a whole
    LONGEST_GRAPHEME = 64,
    LONGEST_NUMBER = 48,
};

struct fragment_builder {
    const struct context *context;
    const struct inlines *in;
    mpt width;
    bool silent;   // report nothing
    bool missing;  // some character is in no face
    bool divide;   // a narrow column: divide words even where they would fit on a line of their own
    struct fragment *fragments;
    size_t count, room;
};

enum { AROUND = 30 };  // bytes of text that a diagnostic shows on either side, in whole words

// at: where the text begins that holds the character.
static void report_missing(const struct fragment_builder *b, const struct span *span, uint32_t at,
                           uint32_t character)
{
    char name[5] = {0};
    size_t length = utf8_put(name, character);
    const char *text = b->in->text, *found = strstr(text + at, name);
    if (found) at = (uint32_t)(found - text);
    uint32_t from = at > AROUND ? at - AROUND : 0, to = at + (uint32_t)length + AROUND;
    if (to > b->in->n) to = b->in->n;
    for (uint32_t i = from; i < at; i++)
        if (text[i] == '\n') from = i + 1;
    for (uint32_t i = to; i > at; i--)
        if (text[i] == '\n') to = i;
    while (from && !strchr(" \n", text[from - 1])) from--;
    while (to < b->in->n && !strchr(" \n", text[to])) to++;
    struct diags *diags = b->context->ts->layout->diags;
    struct place at_node = span->node ? span->node->place : (struct place){0};
    struct diag *g = shaper_is_picture(character)
                       ? diag_warning(
                             diags, at_node, "picture-character-left-out",
                             "no font has the character \"%s\" (U+%04X), so it is left out", name,
                             (unsigned)character)
                       : diag_warning(diags, at_node, "character-without-font",
                                      "no font has the character \"%s\" (U+%04X), so it is printed "
                                      "as its number",
                                      name, (unsigned)character);
    diag_hint(diags, g, "it is in \"%.*s\"", (int)(to - from), text + from);
    diag_about(diags, g, name);
}

// Width of the bytes from start to end, which may lie in several spans.
static mpt measure(struct fragment_builder *b, uint32_t start, uint32_t end)
{
    const struct inlines *in = b->in;
    mpt width = 0;
    for (size_t i = inlines_span(in, start); start < end; i++) {
        const struct span *s = &in->spans[i];
        uint32_t to = s->end < end ? s->end : end;
        const struct shaped_word *w = shaper_shape(b->context->ts->layout->shaper, s->style.style,
                                                   s->style.language, in->text + start, to - start);
        if (w->missing && !b->silent) report_missing(b, s, start, w->missing);
        b->missing |= w->missing != 0;
        width += em_to_mpt(w->width, s->style.size);
        start = to;
    }
    return width;
}

static mpt hyphen_width(struct fragment_builder *b, uint32_t at)
{
    const struct pen_style *s = &b->in->spans[inlines_span(b->in, at)].style;
    return em_to_mpt(
        shaper_shape(b->context->ts->layout->shaper, s->style, s->language, "-", 1)->width,
        s->size);
}

static struct fragment *add_fragment(struct fragment_builder *b, uint32_t start, uint32_t end,
                                     uint32_t next, enum fragment_end ends)
{
    struct fragment *f = ARENA_PUSH(b->context->ts->scratch, b->fragments, b->count, b->room);
    *f = (struct fragment){.start = start, .end = end, .next = next, .ends = ends};
    return f;
}

// Bytes of the grapheme at start; a longer one than any language has is cut between characters.
static uint32_t grapheme(const char *text, uint32_t start, uint32_t end)
{
    char window[LONGEST_GRAPHEME + 1] = {0};
    uint32_t n = end - start < LONGEST_GRAPHEME ? end - start : LONGEST_GRAPHEME;
    if (n < end - start)
        while (utf8_is_continuation(text[start + n])) n--;
    memcpy(window, text + start, n);
    size_t found = utf8_grapheme(window);
    return found && found < n ? (uint32_t)found : n;
}

// A fragment for each grapheme, measured by itself.
static void add_graphemes(struct fragment_builder *b, const struct fragment *f)
{
    for (uint32_t at = f->start; at < f->end;) {
        uint32_t end = at + grapheme(b->in->text, at, f->end);
        bool last = end == f->end;
        struct fragment *part = add_fragment(b, at, end, last ? f->next : end,
                                             last ? f->ends : END_ANYWHERE);
        part->width = measure(b, at, end);
        if (last) part->space = f->space, part->hyphen = f->hyphen;
        at = end;
    }
}

static void add_part(struct fragment_builder *b, const struct fragment *f)
{
    if (f->width > b->width && f->end - f->start > 1) add_graphemes(b, f);
    else *add_fragment(b, 0, 0, 0, END_PLAIN) = *f;
}

static bool is_letter_byte(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0xC3 || utf8_is_continuation(c);
}

// The index of the first soft hyphen behind that byte.
static size_t first_soft(const struct inlines *in, uint32_t behind)
{
    size_t low = 0, high = in->soft_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (in->soft[middle] > behind) high = middle;
        else low = middle + 1;
    }
    return low;
}

// Whether the word that the fragment belongs to is an address or the name of a file, in which a
// hyphen would seem a part of it.
static bool is_address(const struct inlines *in, const struct fragment *f)
{
    uint32_t start = f->start, end = f->end;
    while (start && f->start - start < LONGEST_WORD && !strchr(" \n", in->text[start - 1])) start--;
    while (end < in->n && end - f->end < LONGEST_WORD && !strchr(" \n", in->text[end])) end++;
    return fragments_is_address(in->text + start, end - start);
}

bool fragments_is_address(const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strchr("@=&%_/\\", word[i])) return true;
        bool inside = i && i + 1 < n && is_letter_byte(word[i - 1]);
        // ".no" or ".docx", but not "f.eks.", which is short
        if (word[i] == '.' && inside && i > 3 && ascii_is_lower(word[i + 1])) return true;
    }
    return n > 4 && !memcmp(word, "www.", 4);
}

bool fragments_breaks_address(char c)
{
    return c && strchr("/?&=%@_.-\\#+,;:~", c);
}

// Divides an address behind its signs: a line may end there without a hyphen.
static void add_address(struct fragment_builder *b, const struct fragment *f)
{
    const char *text = b->in->text;
    uint32_t at = f->start;
    mpt before = 0;
    for (uint32_t i = f->start; i + 1 < f->end; i++) {
        if (!fragments_breaks_address(text[i]) || fragments_breaks_address(text[i + 1])) continue;
        struct fragment part = {.start = at, .end = i + 1, .next = i + 1, .ends = END_PLAIN};
        mpt upto = measure(b, f->start, i + 1);
        part.width = upto - before;
        add_part(b, &part);
        before = upto;
        at = i + 1;
    }
    struct fragment rest = *f;
    rest.start = at;
    rest.width = f->width - before;
    add_part(b, &rest);
}

// Where the fragment may take a hyphen: at soft hyphens that the text holds, else where the
// patterns allow it in its words.
static size_t find_points(const struct fragment_builder *b, const struct fragment *f,
                          uint32_t *points, size_t limit)
{
    const struct inlines *in = b->in;
    struct layout *l = b->context->ts->layout;
    size_t count = 0;
    for (size_t i = first_soft(in, f->start);
         i < in->soft_count && in->soft[i] < f->end && count < limit; i++)
        if (!count || in->soft[i] > points[count - 1]) points[count++] = in->soft[i];
    if (count || (!b->divide && f->width <= b->width)) return count;
    for (uint32_t at = f->start; at < f->end;) {
        uint32_t end = at;
        while (end < f->end && is_letter_byte(in->text[end])) end++;
        const struct pen_style *style = &in->spans[inlines_span(in, at)].style;
        uint16_t found[HYPHENATOR_POINTS];
        size_t n = 0;
        if (style->style != FONT_MONO)
            n = hyphenator_find_points(l->hyphenator, l->diags, style->language, in->text + at,
                                       end - at, found);
        for (size_t i = 0; i < n && count < limit; i++) points[count++] = at + found[i];
        at = end > at ? end : at + 1;
    }
    return count;
}

// Its parts between the points where it may take a hyphen. A part is as wide as it makes the word
// wider, so that the parts together are as wide as the word.
static void add_divided(struct fragment_builder *b, const struct fragment *f)
{
    uint32_t points[64];
    size_t count = find_points(b, f, points, COUNT(points));
    uint32_t at = f->start;
    mpt before = 0;
    for (size_t i = 0; i < count; i++) {
        struct fragment part = {
            .start = at, .end = points[i], .next = points[i], .ends = END_HYPHEN};
        mpt upto = measure(b, f->start, points[i]);
        part.width = upto - before;
        part.hyphen = hyphen_width(b, at);
        add_part(b, &part);
        before = upto;
        at = points[i];
    }
    struct fragment rest = *f;
    rest.start = at;
    rest.width = f->width - before;
    add_part(b, &rest);
}

// The text from start up to next, between which no line ends. must: a line ends behind it.
static void add_chunk(struct fragment_builder *b, uint32_t start, uint32_t next, bool must)
{
    const char *text = b->in->text;
    uint32_t end = next;
    if (end > start && text[end - 1] == '\n') end--;
    uint32_t space_end = end;
    while (end > start && text[end - 1] == ' ') end--;
    struct fragment f = {.start = start, .end = end, .next = next, .ends = END_PLAIN};
    if (must) f.ends = END_MUST;
    else if (end < space_end) f.ends = END_SPACE;
    f.space = measure(b, end, space_end);
    if (end - start > LONGEST_WORD) {
        add_graphemes(b, &f);
        return;
    }
    f.width = measure(b, start, end);
    bool long_word = b->divide || b->in->soft_count || f.width > b->width;
    if (long_word && is_address(b->in, &f)) {
        if (f.width > b->width) add_address(b, &f);
        else *add_fragment(b, 0, 0, 0, END_PLAIN) = f;
        return;
    }
    if (b->divide || b->in->soft_count || f.width > b->width) add_divided(b, &f);
    else *add_fragment(b, 0, 0, 0, END_PLAIN) = f;
}

// Says of each fragment which ones make up its word.
static void join_words(struct fragment *fragments, size_t count)
{
    for (size_t first = 0, stop; first < count; first = stop) {
        for (stop = first; fragments[stop].ends != END_SPACE && fragments[stop].ends != END_MUST &&
                           stop + 1 < count;)
            stop++;
        stop++;
        for (size_t i = first; i < stop; i++) {
            fragments[i].word = (uint32_t)first;
            fragments[i].word_stop = (uint32_t)stop;
        }
    }
    for (size_t i = 0; i < count; i++) {
        assert(fragments[i].start <= fragments[i].end && fragments[i].end <= fragments[i].next);
        assert(i + 1 == count || fragments[i].next == fragments[i + 1].start);
    }
}

// Whether the character may belong to the one before it: marks and what makes up emoji, but no
// letter of European languages.
static bool may_continue(const char *text)
{
    unsigned char lead = (unsigned char)*text;
    return lead >= 0xE2 || lead == 0xCC || lead == 0xCD;
}

// No line ends within what is seen as one character, such as a thumb and its colour: libunibreak
// 1.1 does not know those.
static void keep_graphemes(const struct inlines *in, char *breaks)
{
    for (uint32_t at = 0, next; at < in->n; at = next) {
        next = at + 1;
        while (next < in->n && utf8_is_continuation(in->text[next])) next++;
        if (next == in->n || !may_continue(in->text + next)) continue;
        next = at + grapheme(in->text, at, (uint32_t)in->n);
        for (uint32_t i = at; i + 1 < next; i++) breaks[i] = LINEBREAK_INSIDEACHAR;
    }
}

// Where lines may break, by libunibreak: an array that the caller frees. Version 1.1 aborts at
// characters of a class that is newer than its tables: the regional indicators that make up flags,
// and U+FFFF. Letters of as many bytes stand in for them.
static char *find_breaks(const struct inlines *in, const char *language)
{
    char *text = mem_alloc(in->n + 1), *breaks = mem_alloc(in->n + 1);
    memcpy(text, in->text, in->n);
    for (size_t i = 0; i + 2 < in->n; i++) {
        if (!memcmp(text + i, "\xEF\xBF\xBF", 3)) memcpy(text + i, "\xE2\xB1\xA0", 3);
        else if (i + 3 < in->n && !memcmp(text + i, "\xF0\x9F\x87", 3) &&
                 (unsigned char)text[i + 3] >= 0xA6)
            memcpy(text + i, "\xF0\x9D\x90\x80", 4);
    }
    set_linebreaks_utf8((const utf8_t *)text, in->n, language, breaks);
    mem_free(text);
    keep_graphemes(in, breaks);
    return breaks;
}

bool fragments_is_number_gap(const char *text, size_t at)
{
    if (!at || text[at] != ' ') return false;
    if (ascii_is_digit(text[at - 1])) return ascii_is_digit(text[at + 1]);
    return at > 1 && text[at - 1] == '.' && ascii_is_digit(text[at - 2]) &&
           ascii_is_lower(text[at + 1]);
}

static bool may_break(const char *breaks, uint32_t at)
{
    return breaks[at] == LINEBREAK_MUSTBREAK || breaks[at] == LINEBREAK_ALLOWBREAK;
}

// Whether the space at `at` stands in a number (or behind an ordinal) that begins at start and fits
// on a line with what follows.
static bool holds_number(const struct fragment_builder *b, const char *breaks, uint32_t start,
                         uint32_t at)
{
    struct fragment_builder silent = *b;
    uint32_t end = at + 2;
    if (!fragments_is_number_gap(b->in->text, at)) return false;
    while (end < b->in->n && end - start <= LONGEST_NUMBER && !may_break(breaks, end - 1)) end++;
    silent.silent = true;
    return end - start <= LONGEST_NUMBER && measure(&silent, start, end) <= b->width;
}

struct fragment *fragments_make(const struct context *c, const struct inlines *in, mpt width,
                                bool divide, size_t *count, bool *missing)
{
    struct fragment_builder b = {.context = c, .in = in, .width = width, .divide = divide};
    char *breaks = find_breaks(in, c->language);
    uint32_t start = 0;
    for (uint32_t i = 0; i < in->n; i++) {
        if (i + 1 < in->n && (!may_break(breaks, i) || holds_number(&b, breaks, start, i)))
            continue;
        add_chunk(&b, start, i + 1, i + 1 < in->n && breaks[i] == LINEBREAK_MUSTBREAK);
        start = i + 1;
    }
    mem_free(breaks);
    join_words(b.fragments, b.count);
    *count = b.count;
    *missing = b.missing;
    return b.fragments;
}
