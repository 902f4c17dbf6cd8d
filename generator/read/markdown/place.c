// Places: from cmark's lines and columns to bytes of the text, and from bytes to places.
#include "read/markdown/state.h"

#include "base/utf8.h"

void markdown_place_find_lines(struct markdown *m)
{
    uint32_t number = 1;
    size_t start = 0;
    for (size_t i = 0; i <= m->n; i++) {
        bool last = i == m->n;
        if (!last && m->text[i] != '\n' && m->text[i] != '\r') continue;
        *ARENA_PUSH(&m->scratch, m->lines, m->line_count,
                    m->line_room) = (struct markdown_line){start, i, number};
        if (!last && m->text[i] == '\r' && i + 1 < m->n && m->text[i + 1] == '\n') i++;
        if (!last && m->text[i] == '\n') number++;
        start = i + 1;
    }
}

size_t markdown_place_line(const struct markdown *m, size_t byte)
{
    size_t low = 0, high = m->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (m->lines[middle].start <= byte) low = middle;
        else high = middle;
    }
    return low + 1;
}

size_t markdown_place_byte(const struct markdown *m, int line, int column)
{
    if (line < 1) return 0;
    if ((size_t)line > m->line_count) return m->n;
    const struct markdown_line *l = &m->lines[line - 1];
    size_t byte = l->start + (column > 1 ? (size_t)column - 1 : 0);
    return byte < l->end ? byte : l->end;
}

// The column of a byte. Counted from the last one on the same line, so that a long line is not
// counted again for each node.
static uint32_t column_of(struct markdown *m, const struct markdown_line *line, size_t byte)
{
    if (m->column_byte < line->start || m->column_byte > line->end || !m->column) {
        m->column_byte = line->start;
        m->column = 1;
    }
    const char *text = m->source->text;  // as it was before anything in it was blanked
    if (m->column_byte <= byte)
        m->column += (uint32_t)utf8_length(text + m->column_byte, byte - m->column_byte);
    else m->column -= (uint32_t)utf8_length(text + byte, m->column_byte - byte);
    m->column_byte = byte;
    return m->column;
}

struct place markdown_place(struct markdown *m, struct markdown_span span)
{
    if (m->whole) return *m->whole;
    const struct markdown_line *line = &m->lines[markdown_place_line(m, span.start) - 1];
    size_t start = span.start < line->end ? span.start : line->end;
    size_t end = span.end < line->end ? span.end : line->end;
    if (end < start) end = start;
    return (struct place){m->source, line->number, column_of(m, line, start),
                          (uint32_t)utf8_length(m->source->text + start, end - start)};
}

struct place markdown_place_of_block(struct markdown *m, cmark_node *block)
{
    size_t start = markdown_place_byte(m, cmark_node_get_start_line(block),
                                       cmark_node_get_start_column(block));
    size_t end = m->lines[markdown_place_line(m, start) - 1].end;
    while (end > start && (m->text[end - 1] == ' ' || m->text[end - 1] == '\t')) end--;
    return markdown_place(m, (struct markdown_span){start, end});
}
