// Reading pipe tables, which CommonMark does not have: a paragraph whose second line is a row of
// dashes, as GitHub reads them. The raw lines are split into cells, and each cell is read as
// Markdown.
#include "read/markdown/state.h"

#include <string.h>

struct table_row {
    struct markdown_span cells[MARKDOWN_COLUMNS];
    size_t count;  // more than MARKDOWN_COLUMNS: it is no row of a table
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

// A line of the text, from 1, without what belongs to the quotes and lists around the paragraph.
static struct markdown_span raw_line(const struct markdown *m, cmark_node *paragraph, int line)
{
    struct markdown_span s = {m->lines[line - 1].start, m->lines[line - 1].end};
    if (line == cmark_node_get_start_line(paragraph)) {
        s.start = markdown_place_byte(m, line, cmark_node_get_start_column(paragraph));
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

struct markdown_span markdown_table_line(const struct markdown *m, cmark_node *paragraph, int index)
{
    return raw_line(m, paragraph, cmark_node_get_start_line(paragraph) + index);
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
        if (row->count < MARKDOWN_COLUMNS)
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
    if (row->count > MARKDOWN_COLUMNS) return false;
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

int markdown_table_delimiters(const struct markdown *m, cmark_node *paragraph, int lines)
{
    enum doc_align aligns[MARKDOWN_COLUMNS];
    struct table_row row;
    for (int i = 1; i < lines; i++)
        if (read_delimiters(m, markdown_table_line(m, paragraph, i), &row, aligns)) return i;
    return 0;
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

// A row of a table of several columns that has no pipe is most likely the text below the table.
static void check_row(struct markdown *m, struct markdown_span line, size_t columns)
{
    if (columns > 1 && !memchr(m->text + line.start, '|', line.end - line.start))
        markdown_report(m, DIAG_WARNING, markdown_place(m, line),
                        N_("leave an empty line below a table"), "table-row-without-bars",
                        "this line stands right below a table, and is read as a row of it");
}

// A header in which nothing stands is none: the table begins with the row below it.
static void drop_empty_header(struct doc_node *table)
{
    if (table->first == table->last) return;
    for (const struct doc_node *cell = table->first->first; cell; cell = cell->next)
        if (cell->first) return;
    struct doc_node *row = table->first->next;
    for (struct doc_node *from = table->first->first, *to = row->first; from && to;
         from = from->next, to = to->next)
        to->align = from->align;
    table->first = row;
}

// The table of so many lines of the text from its header on.
static struct doc_node *make_table(struct markdown *m, cmark_node *paragraph, int first, int lines)
{
    enum doc_align aligns[MARKDOWN_COLUMNS];
    struct table_row row, delimiters;
    struct markdown_span header = raw_line(m, paragraph, first),
                         below = raw_line(m, paragraph, first + 1);
    if (!read_delimiters(m, below, &delimiters, aligns) ||
        !is_header(m, header, &row, delimiters.count, below))
        return NULL;
    if ((size_t)lines * delimiters.count > MARKDOWN_CELLS) {
        markdown_report(m, DIAG_WARNING, markdown_place(m, header), NULL, "table-too-large",
                        "a table of more than %d cells is shown as text", MARKDOWN_CELLS);
        return NULL;
    }
    struct doc_node *table = doc_new(m->a, DOC_TABLE, markdown_place(m, header));
    add_row(m, table, &row, delimiters.count, aligns, header);
    for (int i = 2; i < lines; i++) {
        struct markdown_span line = raw_line(m, paragraph, first + i);
        split_row(m->text, line, &row);
        check_row(m, line, delimiters.count);
        add_row(m, table, &row, delimiters.count, aligns, line);
    }
    drop_empty_header(table);
    return table;
}

static int count_lines(cmark_node *paragraph)
{
    return cmark_node_get_end_line(paragraph) - cmark_node_get_start_line(paragraph) + 1;
}

struct doc_node *markdown_table(struct markdown *m, cmark_node *paragraph)
{
    int lines = count_lines(paragraph);
    if (lines < 2) return NULL;
    return make_table(m, paragraph, cmark_node_get_start_line(paragraph), lines);
}

// ---- Tables right below text

static void hide(struct markdown *m, struct markdown_span span)
{
    *ARENA_PUSH(&m->scratch, m->hidden, m->hidden_count, m->hidden_room) = (struct markdown_hidden){
        span, arena_strndup(&m->scratch, m->text + span.start, span.end - span.start)};
    memset(m->text + span.start, ' ', span.end - span.start);
}

static void find_below(struct markdown *m, cmark_node *paragraph)
{
    int lines = count_lines(paragraph), at = markdown_table_delimiters(m, paragraph, lines);
    int first = cmark_node_get_start_line(paragraph);
    struct table_row row, delimiters;
    enum doc_align aligns[MARKDOWN_COLUMNS];
    // a definition of a link is no paragraph that the table could stand below
    if (at < 2 || m->text[markdown_table_line(m, paragraph, 0).start] == '[') return;
    struct markdown_span header = markdown_table_line(m, paragraph, at - 1),
                         below = markdown_table_line(m, paragraph, at);
    read_delimiters(m, below, &delimiters, aligns);
    if (!is_header(m, header, &row, delimiters.count, below)) return;
    if ((size_t)lines * delimiters.count > MARKDOWN_CELLS) return;
    *ARENA_PUSH(&m->scratch, m->tables, m->table_count,
                m->table_room) = (struct markdown_below){first + at - 1, lines - at + 1};
    for (int i = at - 1; i < lines; i++) hide(m, markdown_table_line(m, paragraph, i));
}

void markdown_table_find(struct markdown *m, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH)
            find_below(m, n);
    }
    cmark_iter_free(iter);
}

void markdown_table_restore(struct markdown *m)
{
    for (size_t i = 0; i < m->hidden_count; i++)
        memcpy(m->text + m->hidden[i].span.start, m->hidden[i].text,
               m->hidden[i].span.end - m->hidden[i].span.start);
}

struct doc_node *markdown_table_below(struct markdown *m, cmark_node *paragraph)
{
    if (m->table_next == m->table_count) return NULL;
    struct markdown_below *t = &m->tables[m->table_next];
    if (t->line > cmark_node_get_end_line(paragraph) + 1) return NULL;
    m->table_next++;
    return make_table(m, paragraph, t->line, t->lines);
}
