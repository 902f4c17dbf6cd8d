// Reading {{path.to.value}} in a template's text. It is looked for after the Markdown has been
// parsed, so that a value that is bound later is only text, whatever it holds. Braces themselves
// can be shown in a code span.
#include "base/ascii.h"
#include "base/translate.h"
#include "read/markdown/state.h"

#include <string.h>

static bool in_path(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '.' || c == '-' || c == '_';
}

// The path between braces, without the spaces around it; NULL: it is no path.
static const char *path_between(struct arena *a, const char *text, size_t n)
{
    while (n && *text == ' ') text++, n--;
    while (n && text[n - 1] == ' ') n--;
    for (size_t i = 0; i < n; i++)
        if (!in_path(text[i])) return NULL;
    return n ? arena_strndup(a, text, n) : NULL;
}

const char *markdown_value_path(struct arena *a, const char *text, size_t n)
{
    if (n < 4 || memcmp(text, "{{", 2) || memcmp(text + n - 2, "}}", 2)) return NULL;
    return path_between(a, text + 2, n - 4);
}

static const char *find(const char *text, size_t n, const char *braces)
{
    return n ? memmem(text, n, braces, 2) : NULL;
}

// Where the next value stands in the source; rest: where the rest of the text stands.
static struct markdown_span find_span(const struct markdown *m, struct markdown_span rest)
{
    const char *open = find(m->text + rest.start, rest.end - rest.start, "{{");
    if (!open) return (struct markdown_span){rest.end, rest.end};
    size_t start = (size_t)(open - m->text);
    const char *close = find(open, rest.end - start, "}}");
    return (struct markdown_span){start, close ? (size_t)(close - m->text) + 2 : start + 2};
}

static void add_text(struct markdown *m, struct doc_node *into, const char *text, size_t n,
                     struct markdown_span span)
{
    if (n) doc_text(m->a, into, arena_strndup(m->a, text, n), markdown_place(m, span));
    if (!find(text, n, "}}")) return;
    const char *stray = find(m->text + span.start, span.end - span.start, "}}");
    if (stray) span.start = (size_t)(stray - m->text), span.end = span.start + 2;
    markdown_report(m, DIAG_ERROR, markdown_place(m, span), NULL, "value-not-opened",
                    "}} closes no value: there is no {{ before it");
}

// Adds the value with whose {{ the text begins. Returns how many bytes it takes.
static size_t add_value(struct markdown *m, struct doc_node *into, const char *text, size_t n,
                        struct place at)
{
    const char *close = find(text + 2, n - 2, "}}");
    size_t length = close ? (size_t)(close - text) + 2 : n;
    const char *path = close ? path_between(m->a, text + 2, length - 4) : NULL;
    if (path) {
        doc_append(into, doc_new(m->a, DOC_VALUE, at))->text = path;
        return length;
    }
    const char *shown = arena_strndup(m->a, text, length);
    const char *hint = N_("write {{path.to.value}}, or braces as code: `{{`");
    if (close)
        markdown_report(m, DIAG_ERROR, at, hint, "value-invalid", "\"%s\" is not a value", shown);
    else
        markdown_report(m, DIAG_ERROR, at, hint, "value-not-closed",
                        "the value that opens here has no }} behind it");
    doc_text(m->a, into, shown, at);
    return length;
}

void markdown_value_add_text(struct markdown *m, struct doc_node *into, const char *text, size_t n,
                             struct markdown_span span)
{
    while (n) {
        const char *open = find(text, n, "{{");
        size_t plain = open ? (size_t)(open - text) : n;
        struct markdown_span value = open ? find_span(m, span)
                                          : (struct markdown_span){span.end, span.end};
        add_text(m, into, text, plain, (struct markdown_span){span.start, value.start});
        text += plain;
        n -= plain;
        if (!n) return;
        size_t taken = add_value(m, into, text, n, markdown_place(m, value));
        span.start = value.end;
        text += taken;
        n -= taken;
    }
}
