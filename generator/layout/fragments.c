// The text as units that stay together on a line. Unicode's rules say where a line may end; where a
// word is too wide for its column it is divided by its language's patterns, and as a last resort
// between any two graphemes.
#include "layout/fragments.h"

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
    bool missing;  // some character
    bool divide;   // a narrow column: divide words even where they would fit on a line of their own
    struct fragment *fragments;
    size_t count, room;
};

enum { AROUND = 30 };  // bytes of text that a diagnostic shows on either side, whole words of it

static bool is_inside_character(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

// at: where the piece of text stands that holds the character.
static void report_missing(const struct fragment_builder *m, const struct span *span, uint32_t at,
                           uint32_t character)
{
    char name[5] = {0};
    size_t length = utf8_put(name, character);
    const char *text = m->in->text, *found = strstr(text + at, name);
    if (found) at = (uint32_t)(found - text);
    uint32_t from = at > AROUND ? at - AROUND : 0, to = at + (uint32_t)length + AROUND;
    if (to > m->in->n) to = m->in->n;
    for (uint32_t i = from; i < at; i++)
        if (text[i] == '\n') from = i + 1;
    for (uint32_t i = to; i > at; i--)
        if (text[i] == '\n') to = i;
    while (from && !strchr(" \n", text[from - 1])) from--;
    while (to < m->in->n && !strchr(" \n", text[to])) to++;
    struct diags *diags = m->context->ts->layout->diags;
    struct diag *g = diag_warning(
        diags, span->node ? span->node->place : (struct place){0},
        "no face has the character \"%s\" (U+%04X), so it is printed as its number", name,
        (unsigned)character);
    diag_hint(diags, g, "it is in \"%.*s\"", (int)(to - from), text + from);
    diag_about(diags, g, name);
}

// Width of the bytes from start to end, which may lie in several spans.
static mpt measure(struct fragment_builder *m, uint32_t start, uint32_t end)
{
    const struct inlines *in = m->in;
    mpt width = 0;
    for (size_t i = inlines_span(in, start); start < end; i++) {
        const struct span *s = &in->spans[i];
        uint32_t to = s->end < end ? s->end : end;
        const struct shaped_word *w = shaper_shape(m->context->ts->layout->shaper, s->style.style,
                                                   s->style.language, in->text + start, to - start);
        if (w->missing && !m->silent) report_missing(m, s, start, w->missing);
        m->missing |= w->missing != 0;
        width += em_to_mpt(w->width, s->style.size);
        start = to;
    }
    return width;
}

static mpt hyphen_width(struct fragment_builder *m, uint32_t at)
{
    const struct pen_style *s = &m->in->spans[inlines_span(m->in, at)].style;
    return em_to_mpt(
        shaper_shape(m->context->ts->layout->shaper, s->style, s->language, "-", 1)->width,
        s->size);
}

static struct fragment *fragment_add(struct fragment_builder *m, uint32_t start, uint32_t end,
                                     uint32_t next, enum fragment_end ends)
{
    struct fragment *u = ARENA_PUSH(m->context->ts->scratch, m->fragments, m->count, m->room);
    *u = (struct fragment){.start = start, .end = end, .next = next, .ends = ends};
    return u;
}

// Bytes of the grapheme at start, of at most LONGEST_GRAPHEME: what is hostile is cut between
// characters.
static uint32_t grapheme(const char *text, uint32_t start, uint32_t end)
{
    char window[LONGEST_GRAPHEME + 1] = {0};
    uint32_t n = end - start < LONGEST_GRAPHEME ? end - start : LONGEST_GRAPHEME;
    if (n < end - start)
        while (is_inside_character(text[start + n])) n--;
    memcpy(window, text + start, n);
    size_t found = utf8_grapheme(window);
    return found && found < n ? (uint32_t)found : n;
}

// Between graphemes, each measured by itself.
static void add_graphemes(struct fragment_builder *m, const struct fragment *u)
{
    for (uint32_t at = u->start; at < u->end;) {
        uint32_t end = at + grapheme(m->in->text, at, u->end);
        bool last = end == u->end;
        struct fragment *part = fragment_add(m, at, end, last ? u->next : end,
                                             last ? u->ends : END_ANYWHERE);
        part->width = measure(m, at, end);
        if (last) part->space = u->space, part->hyphen = u->hyphen;
        at = end;
    }
}

static void add_part(struct fragment_builder *m, const struct fragment *u)
{
    if (u->width > m->width && u->end - u->start > 1) add_graphemes(m, u);
    else *fragment_add(m, 0, 0, 0, END_PLAIN) = *u;
}

static bool is_letter_byte(unsigned char c)
{
    return (c | 32) >= 'a' ? (c | 32) <= 'z' || c >= 0xC3 : false;
}

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

// Where the unit may take a hyphen: at soft hyphens that the text holds, else at the patterns'
// points in its words.
static size_t find_points(const struct fragment_builder *m, const struct fragment *u,
                          uint32_t *points, size_t limit)
{
    const struct inlines *in = m->in;
    struct layout *l = m->context->ts->layout;
    size_t count = 0;
    for (size_t i = first_soft(in, u->start);
         i < in->soft_count && in->soft[i] < u->end && count < limit; i++)
        if (!count || in->soft[i] > points[count - 1]) points[count++] = in->soft[i];
    // a hyphen would seem a part of it
    bool address = memchr(in->text + u->start, '@', u->end - u->start);
    if (count || address || (!m->divide && u->width <= m->width)) return count;
    for (uint32_t at = u->start; at < u->end;) {
        uint32_t end = at;
        while (end < u->end &&
               (is_letter_byte((unsigned char)in->text[end]) || is_inside_character(in->text[end])))
            end++;
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

static void add_divided(struct fragment_builder *m, const struct fragment *u)
{
    uint32_t points[64];
    size_t count = find_points(m, u, points, COUNT(points));
    uint32_t at = u->start;
    mpt before = 0;
    for (size_t i = 0; i < count; i++) {
        struct fragment part = {
            .start = at, .end = points[i], .next = points[i], .ends = END_HYPHEN};
        mpt upto = measure(m, u->start, points[i]);
        part.width = upto - before;
        part.hyphen = hyphen_width(m, at);
        add_part(m, &part);
        before = upto;
        at = points[i];
    }
    struct fragment rest = *u;
    rest.start = at;
    rest.width = u->width - before;
    add_part(m, &rest);
}

static void add_chunk(struct fragment_builder *m, uint32_t start, uint32_t next, bool must)
{
    const char *text = m->in->text;
    uint32_t end = next;
    if (end > start && text[end - 1] == '\n') end--;
    uint32_t space_end = end;
    while (end > start && text[end - 1] == ' ') end--;
    struct fragment u = {.start = start,
                         .end = end,
                         .next = next,
                         .ends = must            ? END_MUST
                               : end < space_end ? END_SPACE
                                                 : END_PLAIN};
    u.space = measure(m, end, space_end);
    if (end - start > LONGEST_WORD) {
        add_graphemes(m, &u);
        return;
    }
    u.width = measure(m, start, end);
    if (m->divide || m->in->soft_count || u.width > m->width) add_divided(m, &u);
    else *fragment_add(m, 0, 0, 0, END_PLAIN) = u;
}

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
}

// Where lines may break. libunibreak 1.1 aborts at characters of a class that is newer than its
// tables: the regional indicators that make up flags, and U+FFFF. Letters of as many bytes stand in
// for them.
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

// Whether the space at `at` stands in a number, begun at start, that fits on a line with what
// follows.
static bool holds_number(const struct fragment_builder *m, const char *breaks, uint32_t start,
                         uint32_t at)
{
    struct fragment_builder silent = *m;
    uint32_t end = at + 2;
    if (!fragments_is_number_gap(m->in->text, at)) return false;
    while (end < m->in->n && end - start <= LONGEST_NUMBER && !may_break(breaks, end - 1)) end++;
    silent.silent = true;
    return end - start <= LONGEST_NUMBER && measure(&silent, start, end) <= m->width;
}

struct fragment *fragments_make(const struct context *c, const struct inlines *in, mpt width,
                                bool divide, size_t *count, bool *missing)
{
    struct fragment_builder m = {.context = c, .in = in, .width = width, .divide = divide};
    char *breaks = find_breaks(in, c->language);
    uint32_t start = 0;
    for (uint32_t i = 0; i < in->n; i++) {
        if (i + 1 < in->n && (!may_break(breaks, i) || holds_number(&m, breaks, start, i)))
            continue;
        add_chunk(&m, start, i + 1, i + 1 < in->n && breaks[i] == LINEBREAK_MUSTBREAK);
        start = i + 1;
    }
    mem_free(breaks);
    join_words(m.fragments, m.count);
    *count = m.count;
    *missing = m.missing;
    return m.fragments;
}
