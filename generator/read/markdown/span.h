// Finding where inlines stand in the text. cmark's columns of inlines are right only on a block's
// first line, so they are a hint: where the text does not stand there, it is searched for on the
// same line. Each function finds the next inline and steps over it.
#ifndef READ_MARKDOWN_SPAN_H
#define READ_MARKDOWN_SPAN_H

#include "read/markdown/state.h"

struct span_finder {
    struct markdown *m;
    size_t at, end;                    // what is left of the block
    const struct markdown_span *cell;  // of a table, which cmark read apart; NULL: it is no cell
    // lines that cmark did not count: of link definitions above the paragraph's text
    int shift;
};

struct span_finder markdown_span_begin(struct markdown *m, cmark_node *block,
                                       const struct markdown_span *cell);
struct markdown_span markdown_span_text(struct span_finder *s, cmark_node *text);
// The next "[", "![" or "<" on the line; empty where there is none.
struct markdown_span markdown_span_mark(struct span_finder *s, const char *mark);
struct markdown_span markdown_span_code(struct span_finder *s, cmark_node *code);
void markdown_span_link_end(struct span_finder *s);  // "](address)"
void markdown_span_line_end(struct span_finder *s);

#endif
