// Text of manual pages in mdoc.
#include "describe/mdoc.h"

#include <string.h>

#include "base/ascii.h"

static void add_line(struct buf *out, const char *line, size_t n)
{
    if (n && (line[0] == '.' || line[0] == '\'')) BUF_LIT(out, "\\&");
    for (size_t i = 0; i < n; i++) {
        if (line[i] == '\\') BUF_LIT(out, "\\e");
        else if (line[i] == '-') BUF_LIT(out, "\\-");  // as it is typed, not a hyphen
        else buf_c(out, line[i]);
    }
    buf_c(out, '\n');
}

// Sentences begin on lines of their own: what sets the page knows by that where they end.
void mdoc_text(struct buf *out, const char *text)
{
    while (*text) {
        const char *end = strstr(text, ". ");
        const char *line = strchr(text, '\n');
        size_t n = end ? (size_t)(end + 1 - text) : strlen(text);
        if (line && (size_t)(line - text) < n) n = (size_t)(line - text);
        if (n) add_line(out, text, n);
        text += n;
        text += strspn(text, " \n");
    }
}

const char *mdoc_word(struct arena *a, const char *word)
{
    struct buf out = {0};
    BUF_LIT(&out, "\"");
    BUF_LIT(&out, "\\&");  // in quotes, too, a word can be a macro
    for (const char *s = word; *s; s++) {
        if (*s == '\\') BUF_LIT(&out, "\\e");
        else if (*s == '"') BUF_LIT(&out, "\"\"");
        else if (*s == '-') BUF_LIT(&out, "\\-");
        else buf_c(&out, *s);
    }
    BUF_LIT(&out, "\"");
    const char *text = arena_strdup(a, buf_cstr(&out));
    buf_free(&out);
    return text;
}

void mdoc_literal(struct buf *out, const char *lines)
{
    BUF_LIT(out, ".Bd -literal -offset indent\n");
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        add_line(out, lines, n);
        lines += n + (lines[n] == '\n');
    }
    BUF_LIT(out, ".Ed\n");
}

void mdoc_paragraphs(struct arena *a, struct buf *out, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "\n\n");
        const char *one = end ? arena_strndup(a, text, (size_t)(end - text)) : text;
        if (*one == ' ') mdoc_literal(out, one);
        else mdoc_text(out, one);
        if (!end) return;
        text = end + 2;
        if (*text && *text != ' ') BUF_LIT(out, ".Pp\n");
    }
}

void mdoc_begin(struct arena *a, struct buf *out, const char *name, int section, const char *says)
{
    char *upper = arena_strdup(a, name);
    for (char *c = upper; *c; c++) *c = ascii_upper(*c);
    buf_printf(out, ".Dd %s\n.Dt %s %d\n.Os samtale %s\n", SAMTALE_RELEASED, upper, section,
               SAMTALE_VERSION);
    buf_printf(out, ".Sh NAME\n.Nm %s\n.Nd %s\n", name, says);
}
