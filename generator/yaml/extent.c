// Finding lines, and where entries and values begin and end.
#include "yaml/extent.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// libyaml ends lines at all of these, so comments end there, too.
size_t extent_break(struct text t, size_t at)
{
    if (at >= t.n) return 0;
    const char *p = t.p + at;
    size_t left = t.n - at;
    if (*p == '\r') return left > 1 && p[1] == '\n' ? 2 : 1;
    if (*p == '\n') return 1;
    if (left > 1 && !memcmp(p, "\xC2\x85", 2)) return 2;
    if (left > 2 && (!memcmp(p, "\xE2\x80\xA8", 3) || !memcmp(p, "\xE2\x80\xA9", 3))) return 3;
    return 0;
}

size_t extent_line_start(struct text t, size_t at)
{
    for (; at; at--) {
        char last = t.p[at - 1];
        if (last == '\n' || last == '\r') break;
        if (at >= 2 && !memcmp(t.p + at - 2, "\xC2\x85", 2)) break;
        if (at >= 3 && extent_break(t, at - 3) == 3) break;
    }
    return at;
}

size_t extent_line_end(struct text t, size_t at)
{
    while (at < t.n && !extent_break(t, at)) at++;
    return at;
}

size_t extent_skip_blanks(struct text t, size_t at)
{
    while (at < t.n && is_blank(t.p[at])) at++;
    return at;
}

bool extent_first_on_line(struct text t, size_t at)
{
    return extent_skip_blanks(t, extent_line_start(t, at)) >= at;
}

bool extent_last_on_line(struct text t, size_t at)
{
    size_t next = extent_skip_blanks(t, at);
    return next >= t.n || extent_break(t, next) || (t.p[next] == '#' && next > at);
}

static size_t extent_column(struct text t, size_t at)
{
    size_t start = extent_line_start(t, at);
    return utf8_length(t.p + start, at - start);
}

size_t extent_skip(struct text t, size_t at)
{
    while (at < t.n) {
        size_t line_end = extent_break(t, at);
        if (line_end) at += line_end;
        else if (is_blank(t.p[at])) at++;
        else if (t.p[at] == '#') at = extent_line_end(t, at);
        else break;
    }
    return at;
}

size_t extent_indent(struct text t, const struct node *container)
{
    assert(container->count);
    return extent_column(t, container->kind == NODE_MAP ? container->keys[0]->start
                                                        : container->start);
}

size_t extent_entry(struct text t, const struct node *container, size_t index)
{
    if (container->kind == NODE_MAP) return container->keys[index]->start;
    if (!container->block) return container->items[index]->start;
    return index ? extent_skip(t, extent_entry_end(t, container, index - 1)) : container->start;
}

size_t extent_indicator(struct text t, const struct node *container, size_t index)
{
    bool map = container->kind == NODE_MAP;
    size_t at = map ? extent_skip_blanks(t, container->keys[index]->end)
                    : extent_entry(t, container, index);
    char indicator = map ? ':' : '-';
    return at < t.n && t.p[at] == indicator ? at + 1 : 0;
}

size_t extent_header(struct text t, const struct node *scalar)
{
    size_t at = scalar->start + 1;
    while (at < t.n && strchr("+-123456789", t.p[at]) && t.p[at]) at++;
    return at;
}

static size_t count_spaces(struct text t, size_t at, size_t most)
{
    size_t n = 0;
    while (n < most && at + n < t.n && t.p[at + n] == ' ') n++;
    return n;
}

// The indentation of a block scalar's text, which begins at a line start: the header's, else that
// of the first line with text.
static size_t block_indent(struct text t, const struct node *scalar, size_t header, size_t at,
                           long around)
{
    size_t least = around < 0 ? 1 : (size_t)around + 1;
    for (size_t i = scalar->start + 1; i < header; i++)
        if (t.p[i] != '+' && t.p[i] != '-')
            return (around < 0 ? 0 : (size_t)around) + (size_t)(t.p[i] - '0');
    for (;;) {
        size_t spaces = count_spaces(t, at, t.n), line_end = extent_break(t, at + spaces);
        if (!line_end) return spaces > least ? spaces : least;
        at += spaces + line_end;
    }
}

// Where a block scalar ends: behind its last line of text, and with | + behind the empty lines that
// follow it.
static size_t block_end(struct text t, const struct node *scalar, long around)
{
    size_t header = extent_header(t, scalar), end = extent_line_end(t, header), at = end;
    size_t line_end = extent_break(t, end),
           indent = block_indent(t, scalar, header, end + line_end, around);
    bool keep = memchr(t.p + scalar->start, '+', header - scalar->start) != NULL;
    while (line_end) {
        at += line_end;
        size_t spaces = count_spaces(t, at, indent), next = extent_line_end(t, at + spaces);
        bool empty = next == at + spaces;
        if (!empty && spaces < indent) break;
        line_end = extent_break(t, next);
        at = next;
        if (!empty || (keep && line_end)) end = next;
    }
    return end;
}

size_t extent_end(struct text t, const struct node *n, long around)
{
    if (n->kind == NODE_SCALAR) return n->block ? block_end(t, n, around) : n->end;
    if (!n->block || !n->count) return n->end;
    return extent_entry_end(t, n, n->count - 1);
}

size_t extent_entry_end(struct text t, const struct node *container, size_t index)
{
    long around = container->block ? (long)extent_indent(t, container) : EXTENT_NOWHERE;
    return extent_end(t, container->items[index], around);
}
