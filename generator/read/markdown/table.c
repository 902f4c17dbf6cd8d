// Reading pipe tables, which CommonMark does not have: a paragraph whose second line is a row of
// dashes, as GitHub reads them. The raw lines are split into cells, and each cell is read as
// Markdown.
#include "read/markdown/state.h"

#include <string.h>

enum { COLUMNS = 64 };

struct table_row {
    struct markdown_span cells[COLUMNS];
    size_t count;  // more than COLUMNS: it is no row of a table
};

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static struct markdown_span trim(const char *text, struct markdown_span s)
{
    while (s.start < s.end && is_space(text[s.start])) s.start++;
    while (s.end > s.start && is_space(text[s.end - 1])) s.end--;
    return s;
}

// A raw line of the paragraph, from 0, without what belongs to the quotes and lists around it.
static struct markdown_span line_of(const struct markdown *m, cmark_node *paragraph, int index)
{
    int first = cmark_node_get_start_line(paragraph);
    struct markdown_span s = {markdown_place_byte(m, first + index, 1),
                              m->lines[first + index - 1].end};
    if (!index) {
        s.start = markdown_place_byte(m, first, cmark_node_get_start_column(paragraph));
        return trim(m->text, s);
    }
    for (cmark_node *n = cmark_node_parent(paragraph); n; n = cmark_node_parent(n)) {
        s = trim(m->text, s);
        if (cmark_node_get_type(n) == CMARK_NODE_BLOCK_QUOTE && s.start < s.end &&
            m->text[s.start] == '>')
            s.start++;
    }
    return trim(m->text, s);
}

// Splits a line into cells at its pipes, but not at those behind a backslash. The first and the
// last pipe may be missing.
static void split_row(const char *text, struct markdown_span line, struct table_row *row)
{
    row->count = 0;
    if (line.start < line.end && text[line.start] == '|') line.start++;
    size_t from = line.start;
    for (size_t at = from; at <= line.end; at++) {
        if (at + 1 < line.end && text[at] == '\\') {
            at++;
            continue;
        }
        if (at < line.end && text[at] != '|') continue;
        if (at == line.end && row->count && from == line.end) return;
        if (row->count < COLUMNS)
            row->cells[row->count] = trim(text, (struct markdown_span){from, at});
        row->count++;
        from = at + 1;
    }
}

static bool read_align(const char *text, struct markdown_span cell, enum doc_align *align)
{
    bool left = cell.start < cell.end && text[cell.start] == ':';
    if (left) cell.start++;
    bool right = cell.start < cell.end && text[cell.end - 1] == ':';
    if (right) cell.end--;
    if (right) *align = left ? ALIGN_CENTER : ALIGN_RIGHT;
    else *align = ALIGN_LEFT;
    if (cell.start == cell.end) return false;
    while (cell.start < cell.end && text[cell.start] == '-') cell.start++;
    return cell.start == cell.end;
}

static bool read_delimiters(const struct markdown *m, struct markdown_span line,
                            struct table_row *row, enum doc_align *aligns)
{
    if (line.start == line.end || !memchr(m->text + line.start, '|', line.end - line.start))
        return false;
    split_row(m->text, line, row);
    if (row->count > COLUMNS) return false;
    for (size_t i = 0; i < row->count; i++)
        if (!read_align(m->text, row->cells[i], &aligns[i])) return false;
    return true;
}

// Reads a cell's inlines. cmark reads blocks only: a heading with a closing # holds inlines,
// whatever they look like.
static void read_cell(struct markdown *m, struct doc_node *cell, struct markdown_span span)
{
    if (span.start == span.end) return;
    struct buf text = {0};
    BUF_LIT(&text, "# ");
    for (size_t i = span.start; i < span.end; i++)
        if (m->text[i] != '\\' || i + 1 == span.end || m->text[i + 1] != '|')
            buf_c(&text, m->text[i]);
    BUF_LIT(&text, " #");
    cmark_node *root = cmark_parse_document(text.p, text.n, CMARK_OPT_DEFAULT);
    markdown_inline_read(m, cmark_node_first_child(root), cell, &span);
    cmark_node_free(root);
    buf_free(&text);
}

static void add_row(struct markdown *m, struct doc_node *table, const struct table_row *cells,
                    size_t columns, const enum doc_align *aligns, struct markdown_span line)
{
    struct doc_node *row = doc_append(table, doc_new(m->a, DOC_ROW, markdown_place(m, line)));
    row->header = row == table->first;
    if (cells->count > columns)
        markdown_report(m, DIAG_WARNING, markdown_place(m, line), NULL, "table-row-too-long",
                        "this row has %zu cells and the table %zu columns: the rest is left out",
                        cells->count, columns);
    for (size_t i = 0; i < columns; i++) {
        struct markdown_span span = i < cells->count ? cells->cells[i]
                                                     : (struct markdown_span){line.end, line.end};
        struct doc_node *cell = doc_append(row, doc_new(m->a, DOC_CELL, markdown_place(m, span)));
        cell->header = row->header;
        cell->align = aligns[i];
        read_cell(m, cell, span);
    }
}

// Warns of a line of dashes further down, which shows that a table was meant.
static void report_table_below(struct markdown *m, cmark_node *paragraph, int lines)
{
    enum doc_align aligns[COLUMNS];
    struct table_row row;
    for (int i = 2; i < lines; i++) {
        struct markdown_span line = line_of(m, paragraph, i);
        if (!read_delimiters(m, line, &row, aligns)) continue;
        markdown_report(m, DIAG_WARNING, markdown_place(m, line),
                        "leave an empty line above the table", "table-not-read",
                        "this is not read as a table");
        return;
    }
}

static bool is_header(struct markdown *m, struct markdown_span line, struct table_row *header,
                      size_t columns, struct markdown_span below)
{
    if (!memchr(m->text + line.start, '|', line.end - line.start)) return false;
    split_row(m->text, line, header);
    if (header->count == columns) return true;
    markdown_report(m, DIAG_WARNING, markdown_place(m, below), NULL, "table-rows-differ",
                    "this is not read as a table: the row above has %zu cells, this one %zu",
                    header->count, columns);
    return false;
}

struct doc_node *markdown_table(struct markdown *m, cmark_node *paragraph)
{
    int lines = cmark_node_get_end_line(paragraph) - cmark_node_get_start_line(paragraph) + 1;
    if (lines < 2) return NULL;
    enum doc_align aligns[COLUMNS];
    struct table_row row, delimiters;
    struct markdown_span second = line_of(m, paragraph, 1), first = line_of(m, paragraph, 0);
    if (!read_delimiters(m, second, &delimiters, aligns)) {
        report_table_below(m, paragraph, lines);
        return NULL;
    }
    if (!is_header(m, first, &row, delimiters.count, second)) return NULL;
    if ((size_t)lines * delimiters.count > MARKDOWN_CELLS) {
        markdown_report(m, DIAG_WARNING, markdown_place(m, first), NULL, "table-too-large",
                        "a table of more than %d cells is shown as text", MARKDOWN_CELLS);
        return NULL;
    }
    struct doc_node *table = doc_new(m->a, DOC_TABLE, markdown_place(m, first));
    add_row(m, table, &row, delimiters.count, aligns, first);
    for (int i = 2; i < lines; i++) {
        struct markdown_span line = line_of(m, paragraph, i);
        split_row(m->text, line, &row);
        add_row(m, table, &row, delimiters.count, aligns, line);
    }
    return table;
}
