// {{path.to.value}} in a template's text. Looked for in parsed text, never in source: what a value is bound to later can
// hold any character and is still only text. To show braces themselves, write them in a code span.

#include "read/markdown.h"

#include <string.h>

static bool in_path(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

// The path between the braces, without the spaces around it; NULL: it is none.
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

// Where the next pair of braces stands in the source, so that the value has its own place.
static struct markdown_spot find_spot(const struct markdown *m, struct markdown_spot *rest)
{
    const char *open = find(m->text + rest->start, rest->end - rest->start, "{{");
    if (!open) return *rest;
    size_t start = (size_t)(open - m->text);
    const char *close = find(open, rest->end - start, "}}");
    struct markdown_spot spot = {start, close ? (size_t)(close - m->text) + 2 : start + 2};
    rest->start = spot.end;
    return spot;
}

static void add_text(struct markdown *m, struct doc_node *into, const char *text, size_t n, struct markdown_spot spot)
{
    const char *stray = find(text, n, "}}");
    if (stray) diag_error(m->d, markdown_place(m, spot), "}} closes no value: there is no {{ before it");
    if (spot.end - spot.start > n && !memcmp(m->text + spot.start, text, n)) spot.end = spot.start + n;
    if (n) doc_text(m->a, into, arena_strndup(m->a, text, n), markdown_place(m, spot));
}

// The value whose {{ the text begins with. Returns how many bytes it takes.
static size_t add_value(struct markdown *m, struct doc_node *into, const char *text, size_t n, struct markdown_spot *rest)
{
    const char *close = find(text + 2, n - 2, "}}");
    struct place at = markdown_place(m, find_spot(m, rest));
    size_t length = close ? (size_t)(close - text) + 2 : 2;
    const char *path = close ? path_between(m->a, text + 2, length - 4) : NULL;
    if (path) {
        doc_append(into, doc_new(m->a, DOC_VALUE, at))->text = path;
        return length;
    }
    const char *shown = arena_strndup(m->a, text, length);
    struct diag *g = close ? diag_error(m->d, at, "\"%s\" is not a value", shown)
                           : diag_error(m->d, at, "the value that {{ opens here has no }} on its line");
    diag_hint(m->d, g, "write {{path.to.value}}, or braces as code: `{{`");
    doc_text(m->a, into, shown, at);
    return length;
}

void markdown_values(struct markdown *m, struct doc_node *into, const char *text, size_t n, struct markdown_spot spot)
{
    struct markdown_spot rest = spot;
    while (n) {
        const char *open = find(text, n, "{{");
        size_t plain = open ? (size_t)(open - text) : n;
        add_text(m, into, text, plain, rest);
        text += plain;
        n -= plain;
        if (!n) return;
        size_t taken = add_value(m, into, text, n, &rest);
        text += taken;
        n -= taken;
    }
}
