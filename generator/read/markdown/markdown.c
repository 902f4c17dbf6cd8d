// Reading Markdown: limits, and the order in which a text is read.
#include "read/markdown/state.h"

#include <assert.h>
#include <string.h>

#include "base/ascii.h"
#include "base/conflict.h"

// The length of a list's or quote's mark at `from`; 0: there is none.
static size_t mark_length(const char *text, size_t from, size_t end)
{
    size_t n = 0;
    if (text[from] == '>') return 1;
    while (from + n < end && n < 9 && ascii_is_digit(text[from + n])) n++;
    if (from + n < end && strchr(n ? ".)" : "-+*", text[from + n])) n++;
    else return 0;
    return from + n < end && (text[from + n] == ' ' || text[from + n] == '\t') ? n : 0;
}

static bool is_rule(const char *text, size_t from, size_t end)
{
    char c = text[from];
    while (from < end && (text[from] == c || text[from] == ' ' || text[from] == '\t')) from++;
    return from == end && (c == '-' || c == '*');
}

// cmark goes through all open containers on every line, so their number is limited before: the mark
// that would be one too many on a line is replaced by a backslash.
static void flatten(struct markdown *m, const struct markdown_line *line)
{
    unsigned marks = 0;
    for (size_t at = line->start; at < line->end;) {
        if (m->text[at] == ' ' || m->text[at] == '\t') {
            at++;
            continue;
        }
        size_t n = mark_length(m->text, at, line->end);
        if (!n || (marks == MARKDOWN_DEPTH && is_rule(m->text, at, line->end))) return;
        at += n;
        if (marks++ < MARKDOWN_DEPTH) continue;
        markdown_report_depth(m, MARKDOWN_DEPTH + 1,
                              markdown_place(m, (struct markdown_span){at - n, at}));
        m->text[at - 1] = '\\';
        return;
    }
}

static bool is_in_bounds(struct markdown *m, struct place at)
{
    size_t pictures = 0;
    if (m->n > MARKDOWN_LIMIT) {
        diag_error(m->d, at, "markdown-too-long", "the text is longer than %d KB",
                   MARKDOWN_LIMIT >> 10);
        return false;
    }
    for (size_t i = 1; i < m->n; i++) pictures += m->text[i] == '[' && m->text[i - 1] == '!';
    if (pictures > MARKDOWN_PICTURES)
        diag_error(m->d, at, "pictures-too-many", "the text has more than %d pictures",
                   MARKDOWN_PICTURES);
    return pictures <= MARKDOWN_PICTURES;
}

// Warns of the first byte 0, of which there is one in each letter of a file in UTF-16.
static void report_nul(struct markdown *m)
{
    const char *nul = memchr(m->text, '\0', m->n);
    if (!nul) return;
    size_t at = (size_t)(nul - m->text);
    markdown_report(m, DIAG_WARNING, markdown_place(m, (struct markdown_span){at, at + 1}),
                    "save the file again as UTF-8", "nul-in-text",
                    "the text holds a NUL character, which is shown as a question mark");
}

static void read_body(struct markdown *m, struct doc_node *document)
{
    markdown_place_find_lines(m);
    report_nul(m);
    for (size_t i = 0; i < m->line_count; i++) flatten(m, &m->lines[i]);
    cmark_node *root = cmark_parse_document(m->text, m->n, CMARK_OPT_DEFAULT);
    markdown_attributes(m, root);
    bool pasted = markdown_pasted(m, root);
    pasted |= markdown_braces(m, root);
    markdown_table_find(m, root);
    if (m->attribute_count || m->table_count || pasted) {
        cmark_node_free(root);
        root = cmark_parse_document(m->text, m->n, CMARK_OPT_DEFAULT);
        markdown_table_restore(m);
    }
    markdown_block_read(m, root, document);
    cmark_node_free(root);
}

struct doc_node *markdown_read(struct diags *d, struct arena *a, const struct source *s,
                               enum markdown_dialect dialect, const char *folder)
{
    return markdown_read_into(d, a, &(struct markdown_front){.into = {a, a, a}}, s, dialect,
                              folder);
}

struct doc_node *markdown_read_into(struct diags *d, struct arena *a,
                                    const struct markdown_front *front, const struct source *s,
                                    enum markdown_dialect dialect, const char *folder)
{
    struct markdown m = {.d = d,
                         .a = a,
                         .front = front,
                         .dialect = dialect,
                         .folder = folder,
                         .source = s,
                         .n = s->n};
    struct place top = {.source = s};
    struct doc_node *document = doc_new(a, DOC_DOCUMENT, top);
    m.text = arena_strndup(&m.scratch, s->text, s->n);
    if (is_in_bounds(&m, top) && !conflict_report(d, s, 0, s->n)) {
        document->yaml = markdown_front_read(&m);
        read_body(&m, document);
    }
    arena_free(&m.scratch);
    assert(doc_is_consistent(document));
    return document;
}

struct doc_node *markdown_read_scalar(struct diags *d, struct arena *a, const struct node *scalar,
                                      const char *folder)
{
    struct markdown m = {
        .d = d, .a = a, .folder = folder, .source = scalar->place.source, .whole = &scalar->place};
    struct doc_node *document = doc_new(a, DOC_DOCUMENT, scalar->place);
    m.n = strlen(scalar->text);
    m.text = arena_strndup(&m.scratch, scalar->text, m.n);
    if (is_in_bounds(&m, scalar->place)) read_body(&m, document);
    arena_free(&m.scratch);
    assert(doc_is_consistent(document));
    return document;
}
