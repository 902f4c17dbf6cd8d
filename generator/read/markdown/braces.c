// Attributes that other programs have in running text: {width=50%} behind a picture or link, and
// {: .class} behind a paragraph. They are blanked; then cmark reads the text again without them.
#include "read/markdown/state.h"

#include <string.h>

static bool is_blank(const char *s, const char *end)
{
    while (s < end && strchr(" \t\r", *s)) s++;
    return s == end;
}

// Whether something ends before the brace that can have attributes, or they stand by themselves.
static bool belong_to_something(const char *line, const char *open, const char *close,
                                const char *end)
{
    bool alone = is_blank(line, open) && is_blank(close + 1, end);
    bool behind_all = open[1] == ':' && is_blank(close + 1, end);
    return alone || behind_all || (open > line && strchr(")]*_`", open[-1]));
}

static void report(struct markdown *m, struct markdown_span span)
{
    if (m->braces) return;
    m->braces = true;
    struct diag *g = markdown_report(m, DIAG_WARNING, markdown_place(m, span), NULL,
                                     "attributes-left-out",
                                     "\"%.*s\" is an attribute of another program, and is left out",
                                     (int)(span.end - span.start), m->text + span.start);
    if (g)
        diag_alike(m->d, g,
                   arena_strndup(&m->scratch, m->text + span.start, span.end - span.start));
}

// The brace that closes the one at s, which is not further away than attributes are long; NULL:
// there is none.
static const char *find_close(const char *s, const char *end)
{
    enum { LONGEST = 500 };
    size_t n = (size_t)(end - s);
    return memchr(s, '}', n < LONGEST ? n : LONGEST);
}

static bool read_line(struct markdown *m, struct markdown_span line)
{
    const char *from = m->text + line.start, *end = m->text + line.end;
    bool in_code = false, found = false;
    for (const char *s = from; s < end; s++) {
        in_code ^= *s == '`';
        const char *close = *s == '{' && !in_code ? find_close(s, end) : NULL;
        if (!close || !markdown_attributes_like(s + 1, close) ||
            !belong_to_something(from, s, close, end))
            continue;
        struct markdown_span span = {(size_t)(s - m->text), (size_t)(close + 1 - m->text)};
        report(m, span);
        memset(m->text + span.start, ' ', span.end - span.start);
        found = true;
        s = close;
    }
    return found;
}

bool markdown_braces(struct markdown *m, cmark_node *root)
{
    bool changed = false;
    if (m->dialect != MARKDOWN_TEXT) return false;
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH) continue;
        int lines = cmark_node_get_end_line(n) - cmark_node_get_start_line(n) + 1;
        for (int i = 0; i < lines; i++) changed |= read_line(m, markdown_table_line(m, n, i));
    }
    cmark_iter_free(iter);
    return changed;
}
