// Puts one line into a text's front matter, or front matter before a text that has none.
#include "period/drafts.h"

#include <string.h>

#include "yaml/emit.h"

// The end of the line that begins at `from`: behind its line end.
static size_t line_end(const struct source *s, size_t from)
{
    const char *end = memchr(s->text + from, '\n', s->n - from);
    return end ? (size_t)(end - s->text) + 1 : s->n;
}

// Whether the line is three dashes.
static bool is_mark(const struct source *s, size_t from, size_t end)
{
    while (end > from && strchr(" \t\r\n", s->text[end - 1])) end--;
    return end - from == 3 && !memcmp(s->text + from, "---", 3);
}

static bool is_blank(const struct source *s, size_t from, size_t end)
{
    while (from < end && strchr(" \t\r\n", s->text[from])) from++;
    return from == end;
}

// Where front matter begins and ends, behind its first and before its last line; false: there is
// none.
static bool find_front(const struct source *s, size_t *first, size_t *last)
{
    size_t from = 0, end = line_end(s, 0);
    while (end < s->n && is_blank(s, from, end)) from = end, end = line_end(s, from);
    if (!is_mark(s, from, end)) return false;
    *first = end;
    for (*last = end; *last < s->n; *last = line_end(s, *last))
        if (is_mark(s, *last, line_end(s, *last))) return true;
    return false;
}

static const char *eol_of(const struct source *s)
{
    size_t end = line_end(s, 0);
    return end > 1 && s->text[end - 2] == '\r' ? "\r\n" : "\n";
}

static void put_line(struct buf *out, const char *from, const char *note, const char *eol)
{
    buf_str(out, "draft: ");
    emit_scalar(out, from, false);
    if (note && *note) buf_printf(out, "  # %.*s", (int)strcspn(note, "\n"), note);
    buf_str(out, eol);
}

void drafts_make(const struct source *s, const char *from, const char *note, struct buf *out)
{
    static const char key[] = "draft:";
    const char *eol = eol_of(s);
    size_t first, last;
    if (s->bom) buf_str(out, "\xEF\xBB\xBF");
    if (!find_front(s, &first, &last)) {
        buf_printf(out, "---%s", eol);
        put_line(out, from, note, eol);
        buf_printf(out, "---%s%s", eol, eol);
        buf_add(out, s->text, s->n);
        return;
    }
    buf_add(out, s->text, first);
    put_line(out, from, note, eol);
    for (size_t line = first, next; line < last; line = next) {
        next = line_end(s, line);
        bool is_old = next - line >= sizeof key - 1 && !memcmp(s->text + line, key, sizeof key - 1);
        if (!is_old) buf_add(out, s->text + line, next - line);
    }
    buf_add(out, s->text + last, s->n - last);
}
