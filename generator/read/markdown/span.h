// Where inlines stand in the text. cmark's columns for them are right only on a block's first line
// and count from there, so they are a hint: what is looked for must really be there, else it is
// searched for on the same line.
#ifndef READ_MARKDOWN_SPAN_H
#define READ_MARKDOWN_SPAN_H

#include "read/markdown/markdown.h"

struct span_finder {
    struct markdown *m;
    size_t at, end;                    // what is left of the block
    const struct markdown_span *cell;  // of a table, which cmark read by itself
    // lines that cmark did not count: link definitions above the paragraph's text
    int shift;
};

struct span_finder markdown_span_begin(struct markdown *m, cmark_node *block,
                                       const struct markdown_span *cell);
struct markdown_span markdown_span_text(struct span_finder *s, cmark_node *text);
struct markdown_span markdown_span_mark(struct span_finder *s,
                                        // the next "[", "![" or "<" on the line, stepped over
                                        const char *mark);
struct markdown_span markdown_span_code(struct span_finder *s, cmark_node *code);
void markdown_span_link_end(struct span_finder *s);  // steps over "](address)"
void markdown_span_line_end(struct span_finder *s);

#endif
