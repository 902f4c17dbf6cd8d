// Reading the blocks of a text: from cmark's tree to ours.
#include "base/ascii.h"
#include "base/translate.h"
#include "read/markdown/state.h"

#include <string.h>

struct blocks {
    struct markdown *m;
    struct doc_node *at;  // where the next block goes
};

static void open_container(struct blocks *b, cmark_node *n, enum doc_kind kind)
{
    struct place at = markdown_place_of_block(b->m, n);
    unsigned levels = kind == DOC_LIST ? 2 : 1;  // a list never stands without its items
    if (kind == DOC_ITEM ? b->at->kind != DOC_LIST : !markdown_report_depth(b->m, levels, at))
        return;
    b->at = doc_append(b->at, doc_new(b->m->a, kind, at));
    b->m->depth++;
    cmark_node_set_user_data(n, b->at);
    if (kind != DOC_LIST) return;
    b->at->ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
    b->at->tight = cmark_node_get_list_tight(n);
    if (b->at->ordered) b->at->level = cmark_node_get_list_start(n);
}

static void close_container(struct blocks *b, cmark_node *n)
{
    if (!cmark_node_get_user_data(n)) return;
    if (b->m->dialect == MARKDOWN_TEXT && b->at->kind == DOC_ITEM) markdown_task(b->m, b->at);
    if (b->m->dialect == MARKDOWN_TEXT && b->at->kind == DOC_QUOTE) markdown_alert(b->m, b->at);
    b->at = b->at->parent;
    b->m->depth--;
}

// Warns of a level that is skipped: people who go from heading to heading need every level.
static void check_level(struct markdown *m, int level, struct place at)
{
    if (m->heading && level > m->heading + 1)
        markdown_report(
            m, DIAG_WARNING, at,
            arena_printf(m->a, _("below level %d comes level %d"), m->heading, m->heading + 1),
            "heading-skips-level", "this heading of level %d skips a level", level);
    m->heading = level;
}

// Warns of a sentence above a row of dashes that was meant as a line between paragraphs.
static void check_divider(struct markdown *m, cmark_node *n, struct place at)
{
    size_t from = markdown_place_byte(m, cmark_node_get_start_line(n),
                                      cmark_node_get_start_column(n));
    cmark_node *last = cmark_node_last_child(n);
    const char *text = last ? cmark_node_get_literal(last) : NULL;
    size_t length = text ? strlen(text) : 0;
    if (m->text[from] == '#' || !length || !strchr(".!?:;,", text[length - 1])) return;
    markdown_report(m, DIAG_WARNING, at, N_("leave an empty line above the row"),
                    "sentence-as-heading",
                    "a row of dashes stands right below this, so that it is read as a heading");
}

static void add_heading(struct blocks *b, cmark_node *n)
{
    struct doc_node *heading = doc_append(
        b->at, doc_new(b->m->a, DOC_HEADING, markdown_place_of_block(b->m, n)));
    const struct markdown_attributes *attributes = markdown_attributes_of(
        b->m, cmark_node_get_start_line(n));
    heading->level = cmark_node_get_heading_level(n);
    check_level(b->m, heading->level, heading->place);
    check_divider(b->m, n, heading->place);
    if (attributes) {
        heading->title = attributes->id;
        heading->supports = attributes->supports;
    }
    markdown_inline_read(b->m, n, heading, NULL);
}

// Warns of the text of a footnote, [^1]: …, which CommonMark does not have.
static void warn_of_note(struct markdown *m, cmark_node *paragraph)
{
    size_t at = markdown_place_byte(m, cmark_node_get_start_line(paragraph),
                                    cmark_node_get_start_column(paragraph));
    const char *s = m->text + at,
               *close = m->n - at > 2 && s[0] == '[' && s[1] == '^' ? strchr(s, ']') : NULL;
    if (close && close[1] == ':')
        markdown_report(m, DIAG_WARNING, markdown_place_of_block(m, paragraph), MARKDOWN_FOOTNOTES,
                        "footnote-as-text", "a footnote is shown as it is written");
}

// Adds a paragraph: as a table, or as a figure where it is only a picture. An empty one is left
// out.
static void add_text_or_table(struct blocks *b, cmark_node *n)
{
    struct doc_node *table = markdown_table(b->m, n);
    if (table) {
        doc_append(b->at, table);
        return;
    }
    warn_of_note(b->m, n);
    struct doc_node *paragraph = doc_new(b->m->a, DOC_PARAGRAPH, markdown_place_of_block(b->m, n));
    markdown_inline_read(b->m, n, paragraph, NULL);
    if (!paragraph->first) return;
    bool figure = paragraph->first->kind == DOC_IMAGE && !paragraph->first->next;
    struct doc_node *shown = figure ? paragraph->first : paragraph;
    if (figure) shown->kind = DOC_FIGURE;
    doc_append(b->at, shown);
}

static void add_paragraph(struct blocks *b, cmark_node *n)
{
    add_text_or_table(b, n);
    struct doc_node *table = markdown_table_below(b->m, n);
    if (table) doc_append(b->at, table);
}

// The row of ` or ~ with which a line begins.
static struct markdown_span fence_row(const char *text, struct markdown_line line)
{
    struct markdown_span row = {line.start, line.start};
    while (row.start < line.end && text[row.start] == ' ') row.start++;
    row.end = row.start;
    while (row.end < line.end && (text[row.end] == '`' || text[row.end] == '~') &&
           text[row.end] == text[row.start])
        row.end++;
    return row;
}

static bool closes_fence(const char *text, struct markdown_line opening, struct markdown_line line)
{
    struct markdown_span open = fence_row(text, opening), row = fence_row(text, line);
    bool same = row.end > row.start && text[row.start] == text[open.start] &&
                row.end - row.start >= open.end - open.start;
    while (row.end < line.end && (text[row.end] == ' ' || text[row.end] == '\t')) row.end++;
    return same && row.end == line.end;
}

// The body between the fences, as it stands in the file.
static struct markdown_span fence_body(struct markdown *m, cmark_node *n, struct place at)
{
    size_t first = (size_t)cmark_node_get_start_line(n), last = (size_t)cmark_node_get_end_line(n);
    if (last > m->line_count) last = m->line_count;
    if (last <= first || !closes_fence(m->text, m->lines[first - 1], m->lines[last - 1])) {
        markdown_report(m, DIAG_ERROR, at, NULL, "block-not-closed", "this block is never closed");
        last++;
    }
    size_t start = first < m->line_count ? m->lines[first].start : m->n;
    size_t end = last <= m->line_count ? m->lines[last - 1].start : m->n;
    return (struct markdown_span){start, end < start ? start : end};
}

static size_t fence_name_length(const char *info)
{
    size_t n = strspn(info, "abcdefghijklmnopqrstuvwxyz0123456789-");
    bool name = n && ascii_is_lower(*info) && (!info[n] || info[n] == ' ' || info[n] == '\t');
    return name && !(n == 4 && !memcmp(info, "text", 4)) ? n : 0;
}

static void add_fence(struct blocks *b, cmark_node *n, size_t name_length)
{
    struct markdown *m = b->m;
    struct place at = markdown_place_of_block(m, n);
    const char *info = cmark_node_get_fence_info(n), *rest = info + name_length;
    struct doc_node *fence = doc_append(b->at, doc_new(m->a, DOC_FENCE, at));
    fence->text = arena_strndup(m->a, info, name_length);
    rest += strspn(rest, " \t");
    if (*rest) fence->title = arena_strdup(m->a, rest);
    if (b->at->kind != DOC_DOCUMENT) {
        markdown_report(m, DIAG_ERROR, at, NULL, "block-not-alone",
                        "the block \"%s\" must stand by itself, not in a list or quote",
                        fence->text);
        return;
    }
    struct markdown_span body = fence_body(m, n, at);
    if (body.end > body.start)
        fence->yaml = tree_read_part(m->d, m->a, m->source, body.start, body.end - body.start);
}

// Warns of code between ``` that is never closed, so that all below it is taken for code.
static void warn_of_open_code(struct markdown *m, cmark_node *n, struct place at)
{
    enum { FENCE = 3 };
    size_t first = (size_t)cmark_node_get_start_line(n), last = (size_t)cmark_node_get_end_line(n);
    struct markdown_line line = m->lines[first - 1];
    line.start = markdown_place_byte(m, (int)first, cmark_node_get_start_column(n));
    struct markdown_span row = fence_row(m->text, line);
    bool is_fence = row.end - row.start >= FENCE, is_last = true;
    for (size_t i = last; is_last && i < m->line_count; i++)
        is_last = m->lines[i].start == m->lines[i].end;
    // in code that is only indented, the row is a part of it
    bool is_indented = !strncmp(cmark_node_get_literal(n), m->text + row.start,
                                row.end - row.start);
    if (!is_fence || !is_last || is_indented) return;
    if (last > m->line_count) last = m->line_count;
    struct markdown_line closing = m->lines[last - 1];
    while (closing.start < closing.end && strchr(" \t>", m->text[closing.start])) closing.start++;
    if (last > first && closes_fence(m->text, line, closing)) return;
    markdown_report(m, DIAG_WARNING, at, N_("write ``` on a line of its own where the code ends"),
                    "code-not-closed", "this code is never closed: all below it is shown as code");
}

static void add_code(struct blocks *b, cmark_node *n)
{
    size_t name = b->m->dialect == MARKDOWN_TEMPLATE
                    ? fence_name_length(cmark_node_get_fence_info(n))
                    : 0;
    if (name) {
        add_fence(b, n, name);
        return;
    }
    struct doc_node *code = doc_append(
        b->at, doc_new(b->m->a, DOC_CODE, markdown_place_of_block(b->m, n)));
    if (b->m->dialect == MARKDOWN_TEXT && cmark_node_get_fence_info(n))
        markdown_foreign_code(b->m, cmark_node_get_fence_info(n), code->place);
    if (b->m->dialect == MARKDOWN_TEXT) warn_of_open_code(b->m, n, code->place);
    code->text = arena_strdup(b->m->a, cmark_node_get_literal(n));
}

static bool is_only_break(const char *html)
{
    const char *close = strchr(html, '>');
    return markdown_html_is_break(html) && close && !close[1 + strspn(close + 1, " \r\n")];
}

static void add_leaf(struct blocks *b, cmark_node *n)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_HTML_BLOCK:
        if (markdown_html_is_open(cmark_node_get_literal(n)) &&
            markdown_html_is_comment(cmark_node_get_literal(n)))
            markdown_report(b->m, DIAG_WARNING, markdown_place_of_block(b->m, n),
                            N_("write --> where the comment ends"), "comment-not-closed",
                            "this comment is never closed: all below it is left out");
        if (!markdown_html_is_comment(cmark_node_get_literal(n)) &&
            !(b->m->dialect == MARKDOWN_TEXT && is_only_break(cmark_node_get_literal(n))))
            markdown_html_report(b->m, markdown_place_of_block(b->m, n), cmark_node_get_literal(n));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        doc_append(b->at, doc_new(b->m->a, DOC_RULE, markdown_place_of_block(b->m, n)));
        break;
    case CMARK_NODE_CODE_BLOCK: add_code(b, n); break;
    case CMARK_NODE_HEADING: add_heading(b, n); break;
    case CMARK_NODE_PARAGRAPH: add_paragraph(b, n); break;
    default: break;
    }
}

static enum doc_kind container_kind(cmark_node *n)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_BLOCK_QUOTE: return DOC_QUOTE;
    case CMARK_NODE_LIST: return DOC_LIST;
    case CMARK_NODE_ITEM: return DOC_ITEM;
    default: return DOC_DOCUMENT;
    }
}

void markdown_block_read(struct markdown *m, cmark_node *root, struct doc_node *document)
{
    struct blocks b = {m, document};
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        enum doc_kind kind = container_kind(n);
        if (n == root) continue;
        if (event == CMARK_EVENT_EXIT) {
            close_container(&b, n);
        } else if (kind != DOC_DOCUMENT) {
            open_container(&b, n, kind);
        } else {
            add_leaf(&b, n);
            // its inlines have been read
            if (cmark_node_first_child(n)) cmark_iter_reset(iter, n, CMARK_EVENT_EXIT);
        }
    }
    cmark_iter_free(iter);
}
