// Finding where inlines stand.
#include "read/markdown/span.h"

#include <string.h>

enum {
    NEEDLE = 16,    // bytes of a text that are compared
    WINDOW = 2048,  // bytes
};

static size_t line_end(const struct span_finder *s)
{
    size_t end = s->m->lines[markdown_place_line(s->m, s->at) - 1].end;
    return end < s->end ? end : s->end;
}

// How many bytes of a text are the same in the source: up to where an escape or entity may stand.
static size_t needle_length(const char *text)
{
    size_t n = strcspn(text, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
    if (!n) n = 1;
    return n < NEEDLE ? n : NEEDLE;
}

static bool stands_at(const struct span_finder *s, const char *text, size_t needle, size_t byte)
{
    return byte >= s->at && byte + needle <= s->end && !memcmp(s->m->text + byte, text, needle);
}

// The byte where cmark says that a node begins; beyond the end where it does not say.
static size_t hinted(const struct span_finder *s, cmark_node *n)
{
    int line = cmark_node_get_start_line(n), column = cmark_node_get_start_column(n);
    if (!line || !column) return SIZE_MAX / 2;
    if (s->cell) return s->cell->start + (size_t)(column > 3 ? column - 3 : 0);  // behind "# "
    return markdown_place_byte(s->m, line + s->shift, column);
}

// The lines above the text of a paragraph that hold link definitions.
static int count_lines(const struct span_finder *s, cmark_node *block)
{
    int lines = 0;
    size_t end = line_end(s);
    const char *text = cmark_node_get_literal(cmark_node_first_child(block));
    size_t needle = needle_length(text);
    for (size_t at = s->at; at < s->end; lines++) {
        while (at < end && strchr(" \t>", s->m->text[at])) at++;
        if (at + needle <= s->end && !memcmp(s->m->text + at, text, needle)) return lines;
        size_t line = markdown_place_line(s->m, at);
        if (line >= s->m->line_count) break;
        at = s->m->lines[line].start;
        end = s->m->lines[line].end;
    }
    return 0;
}

struct span_finder markdown_span_begin(struct markdown *m, cmark_node *block,
                                       const struct markdown_span *cell)
{
    struct span_finder s = {.m = m, .cell = cell};
    if (cell) {
        s.at = cell->start;
        s.end = cell->end;
        return s;
    }
    s.at = markdown_place_byte(m, cmark_node_get_start_line(block),
                               cmark_node_get_start_column(block));
    int last = cmark_node_get_end_line(block);
    s.end = last < 1 || (size_t)last > m->line_count ? m->n : m->lines[last - 1].end;
    if (s.end < s.at) s.end = s.at;
    cmark_node *first = cmark_node_first_child(block);
    if (s.at < m->n && m->text[s.at] == '[' && first &&
        cmark_node_get_type(first) == CMARK_NODE_TEXT) {
        s.shift = count_lines(&s, block);
        if (s.shift) s.at = markdown_place_byte(m, cmark_node_get_start_line(block) + s.shift, 1);
    }
    return s;
}

// Searches the rest of the line, no further than a link's address is long, so that hostile text is
// not searched again and again.
static const char *look_ahead(const struct span_finder *s, const char *what, size_t n)
{
    size_t end = line_end(s);
    if (end > s->at + WINDOW) end = s->at + WINDOW;
    return end > s->at ? memmem(s->m->text + s->at, end - s->at, what, n) : NULL;
}

// How many bytes a text takes in the source, with its escapes; 0: it differs, as by entities.
static size_t source_length(const struct span_finder *s, const char *text, size_t at)
{
    size_t from = at;
    for (; *text && at < s->end; text++, at++) {
        if (s->m->text[at] == '\\' && at + 1 < s->end && s->m->text[at + 1] == *text) at++;
        if (s->m->text[at] != *text) return 0;
    }
    return *text ? 0 : at - from;
}

struct markdown_span markdown_span_text(struct span_finder *s, cmark_node *n)
{
    const char *text = cmark_node_get_literal(n);
    size_t needle = needle_length(text), at = hinted(s, n);
    if (!stands_at(s, text, needle, at)) {
        const char *found = look_ahead(s, text, needle);
        at = found ? (size_t)(found - s->m->text) : s->at;
    }
    size_t length = source_length(s, text, at);
    int wide = cmark_node_get_end_column(n) - cmark_node_get_start_column(n) + 1;
    if (!length && wide > 0) length = (size_t)wide;
    s->at = at;
    size_t most = line_end(s);
    s->at = at + length < most ? at + length : most;
    return (struct markdown_span){at, s->at};
}

struct markdown_span markdown_span_mark(struct span_finder *s, const char *mark)
{
    const char *found = look_ahead(s, mark, strlen(mark));
    if (!found) return (struct markdown_span){s->at, s->at};
    size_t at = (size_t)(found - s->m->text);
    s->at = at + strlen(mark);
    return (struct markdown_span){at, s->at};
}

static size_t run_length(const struct span_finder *s, size_t at)
{
    size_t n = 0;
    while (at + n < s->end && s->m->text[at + n] == '`') n++;
    return n;
}

struct markdown_span markdown_span_code(struct span_finder *s, cmark_node *code)
{
    struct markdown_span open = markdown_span_mark(s, "`");
    if (open.start == open.end) return open;
    size_t ticks = run_length(s, open.start),
           at = open.start + ticks + strlen(cmark_node_get_literal(code));
    while (at < s->end && (s->m->text[at] != '`' || run_length(s, at) != ticks))
        at += s->m->text[at] == '`' ? run_length(s, at) : 1;
    s->at = at < s->end ? at + ticks : open.start + ticks;
    return (struct markdown_span){open.start, s->at};
}

void markdown_span_link_end(struct span_finder *s)
{
    const char *text = s->m->text;
    size_t at = s->at, most = s->end - at > WINDOW ? at + WINDOW : s->end;
    if (at + 1 >= most || text[at] != ']') return;
    char open = text[at + 1], close = open == '(' ? ')' : ']';
    int depth = 0;
    s->at = at + 1;
    if (open != '(' && open != '[') return;
    for (at++; at < most; at++) {
        if (text[at] == '\\') at++;
        else if (text[at] == open) depth++;
        else if (text[at] == close && !--depth) break;
    }
    if (at < most) s->at = at + 1;
}

void markdown_span_line_end(struct span_finder *s)
{
    size_t line = markdown_place_line(s->m, s->at);
    if (!s->cell && line < s->m->line_count && s->m->lines[line].start <= s->end)
        s->at = s->m->lines[line].start;
}
