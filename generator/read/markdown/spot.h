// Where inlines stand in the text. cmark's columns for them are right only on a block's first line
// and count from there, so they are a hint: what is looked for must really be there, else it is
// searched for on the same line.
#ifndef READ_MARKDOWN_SPOT_H
#define READ_MARKDOWN_SPOT_H

#include "read/markdown/markdown.h"

struct spots {
    struct markdown *m;
    size_t at, end;                    // what is left of the block
    const struct markdown_spot *cell;  // of a table, which cmark read by itself
    // lines that cmark did not count: link definitions above the paragraph's text
    int shift;
};

struct spots spots_of(struct markdown *m, cmark_node *block, const struct markdown_spot *cell);
struct markdown_spot spots_text(struct spots *s, cmark_node *text);
struct markdown_spot spots_mark(struct spots *s,
                                // the next "[", "![" or "<" on the line, stepped over
                                const char *mark);
struct markdown_spot spots_code(struct spots *s, cmark_node *code);
void spots_link_end(struct spots *s);  // steps over "](address)"
void spots_line_end(struct spots *s);

#endif
