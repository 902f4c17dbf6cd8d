// Front matter: the YAML between two lines of --- at the top of a text. What other programs have
// there instead, or elsewhere, is reported.
#include "read/markdown/state.h"

#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/utf8.h"

#define FIRST_LINE N_("front matter begins on the first line, between two lines of ---")

// The end of the line that begins at `from`, without blanks; *next: where the next line begins.
static size_t line_end(const char *text, size_t n, size_t from, size_t *next)
{
    const char *newline = n > from ? memchr(text + from, '\n', n - from) : NULL;
    size_t end = newline ? (size_t)(newline - text) : n;
    *next = newline ? end + 1 : n;
    while (end > from && strchr(" \t\r", text[end - 1])) end--;
    return end;
}

static bool is_mark(const char *text, size_t from, size_t end, const char *mark)
{
    return end - from == 3 && !memcmp(text + from, mark, 3);
}

static bool is_key(const char *line, size_t n)
{
    size_t at = 0;
    while (at < n &&
           (ascii_is_letter(line[at]) || ascii_is_digit(line[at]) || strchr("-_", line[at])))
        at++;
    return at && ascii_is_letter(*line) && at < n && line[at] == ':' &&
           (at + 1 == n || line[at + 1] == ' ');
}

// Where the line stands that closes what was opened above `from`, m->n: nowhere; *next: behind it.
static size_t find_close(const struct markdown *m, size_t from, const char *mark, size_t *next)
{
    bool yaml = *mark == '-';
    for (*next = from; from < m->n; from = *next) {
        size_t end = line_end(m->text, m->n, from, next);
        if (is_mark(m->text, from, end, mark) || (yaml && is_mark(m->text, from, end, "...")))
            return from;
    }
    return m->n;
}

static void leave_out(struct markdown *m, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (m->text[i] != '\n' && m->text[i] != '\r') m->text[i] = ' ';
}

static void leave_out_foreign(struct markdown *m, size_t from, size_t end, size_t to)
{
    markdown_report(m, DIAG_WARNING, diag_place(m->source, from, end - from),
                    N_("write it as \"key: value\" between two lines of ---"),
                    "front-matter-foreign",
                    "what stands here, in the manner of another program, is left out");
    leave_out(m, from, to);
}

// Where pandoc's title, authors and day end, which stand at the top on lines that begin with %;
// from: there are none.
static size_t title_block_end(const struct markdown *m, size_t from)
{
    enum { LINES = 3 };
    for (unsigned i = 0; i < LINES && from + 1 < m->n; i++) {
        if (m->text[from] != '%' || (m->text[from + 1] != ' ' && m->text[from + 1] != '\t')) break;
        line_end(m->text, m->n, from, &from);
    }
    return from;
}

// Leaves out front matter in another language than YAML: between lines of +++, in braces, or as
// pandoc has it.
static void check_foreign(struct markdown *m, size_t from, size_t end, size_t start)
{
    size_t close = m->n, next = m->n;
    if (is_mark(m->text, from, end, "+++")) {
        close = find_close(m, start, "+++", &next);
    } else if (end - from == 1 && m->text[from] == '{') {
        for (size_t at = start; at < m->n && close == m->n; at = next) {
            size_t to = line_end(m->text, m->n, at, &next);
            if (to - at == 1 && m->text[at] == '}') close = at;
        }
    }
    if (close < m->n) leave_out_foreign(m, from, end, next);
    else if (title_block_end(m, from) > from)
        leave_out_foreign(m, from, end, title_block_end(m, from));
}

// Whether the line is a row of dashes that somebody's program has made longer, or other than three.
static bool is_like_dashes(const char *text, size_t from, size_t end)
{
    size_t dashes = 0;
    for (const char *s = text + from; s < text + end; dashes++) {
        uint32_t c = utf8_next(&s);
        if (c != '-' && (c < 0x2010 || c > 0x2015) && c != 0x2212) return false;
    }
    return dashes > 0;
}

static void report_open(struct markdown *m, struct place top)
{
    markdown_report(m, DIAG_ERROR, top,
                    N_("front matter ends with a line of three hyphens: ---; without front matter, "
                       "take this line away"),
                    "front-matter-not-closed",
                    "what opens here is never closed by another line of ---");
    m->front_open = true;
}

// Whether a line begins with one of the keys by which it is known to be ours.
static bool is_ours(const struct markdown *m, size_t from, size_t to)
{
    if (!m->front->keys) return true;
    for (size_t next, end; from < to; from = next) {
        end = line_end(m->text, to, from, &next);
        while (from < end && strchr(" \t\"'", m->text[from])) from++;
        for (size_t i = 0; i < m->front->key_count; i++) {
            size_t n = strlen(m->front->keys[i]);
            if (end - from <= n || strncasecmp(m->text + from, m->front->keys[i], n)) continue;
            if (strchr(" \t:\"'", m->text[from + n])) return true;
        }
    }
    return false;
}

// What stands between the lines; NULL: nothing, or it cannot be read.
static const struct node *read_yaml(struct markdown *m, struct diags *d, size_t from, size_t to)
{
    const struct node *yaml = tree_read_into(d, &m->front->into, m->source, from, to - from);
    if (!yaml || yaml->kind == NODE_MAP) return yaml;
    diag_error(d, yaml->place, "front-matter-not-map",
               "between the lines of --- stand keys and their values, like title: …");
    return NULL;
}

// The same of another program's: the first of what is wrong with it is a warning.
static const struct node *read_other_yaml(struct markdown *m, size_t from, size_t to)
{
    struct diags *own = diag_new();
    struct place at;
    const struct node *yaml = read_yaml(m, own, from, to);
    const char *why = diag_first_error(own, &at);
    if (!why) {
        diag_merge(m->d, own);
        return yaml;
    }
    markdown_report(m, DIAG_WARNING, at, why, "front-matter-unreadable",
                    "the front matter is left out: it cannot be read as YAML");
    diag_free(own);
    return NULL;
}

const struct node *markdown_front_read(struct markdown *m)
{
    size_t from = 0, start, next, end;
    while ((end = line_end(m->text, m->n, from, &start)) == from && start < m->n) from = start;
    size_t key_end = line_end(m->text, m->n, start, &next);
    bool keys = start < m->n && is_key(m->text + start, key_end - start);
    struct place top = diag_place(m->source, from, end - from);
    if (!is_mark(m->text, from, end, "---")) {
        if (keys && is_like_dashes(m->text, from, end))
            markdown_report(m, DIAG_WARNING, top, FIRST_LINE, "front-matter-not-read",
                            "this is read as text, not as front matter");
        else check_foreign(m, from, end, start);
        return NULL;
    }
    if (from && !keys) return NULL;
    size_t close = find_close(m, start, "---", &next);
    if (close == m->n) {
        if (keys) report_open(m, top);
        return NULL;
    }
    if (from)
        markdown_report(m, DIAG_WARNING, top, FIRST_LINE, "front-matter-not-first",
                        "there are empty lines above the front matter");
    const struct node *yaml = NULL;
    if (close > start)
        yaml = is_ours(m, start, close) ? read_yaml(m, m->d, start, close)
                                        : read_other_yaml(m, start, close);
    leave_out(m, from, next);
    return yaml;
}

// Warns of keys above a row of dashes further down, which has made a heading of them.
void markdown_front_check(struct markdown *m, cmark_node *heading)
{
    int first = cmark_node_get_start_line(heading);
    cmark_node *before = cmark_node_previous(heading);
    bool below_row = before && cmark_node_get_type(before) == CMARK_NODE_THEMATIC_BREAK &&
                     cmark_node_get_start_line(before) == first - 1;
    bool is_top = !before && cmark_node_get_type(cmark_node_parent(heading)) == CMARK_NODE_DOCUMENT;
    if (cmark_node_get_heading_level(heading) != 2 || m->front_open || !(below_row || is_top))
        return;
    const struct markdown_line *line = &m->lines[first - 1];
    // at the top it may be a heading such as "Mål: flere i arbeid"
    if (is_top && !ascii_is_lower(m->text[line->start])) return;
    if (is_key(m->text + line->start, line->end - line->start))
        markdown_report(m, DIAG_WARNING, markdown_place_of_block(m, heading), FIRST_LINE,
                        "front-matter-as-heading",
                        "this looks like front matter, but is read as a heading");
}
