// What the parts of the Markdown reader share. One text is read in this order: copied and prepared
// (front matter and heading attributes blanked, so that every byte keeps its place), parsed by
// cmark, and walked: blocks, in each its inlines. Both walks follow cmark's iterator and bound the
// depth of what they make, so nothing here recurses.
#ifndef READ_MARKDOWN_MARKDOWN_H
#define READ_MARKDOWN_MARKDOWN_H

#define CMARK_NO_SHORT_NAMES  // its NODE_LIST is not ours
#include <cmark.h>

#include "read/read.h"

enum {
    // bytes of one text; cmark needs quadratic time for some hostile ones
    MARKDOWN_LIMIT = 256 << 10,
    MARKDOWN_PICTURES = 1000,    // pictures in one text, for the same reason
    MARKDOWN_DEPTH = 100,        // containers in each other; deeper ones are left flat
    MARKDOWN_CELLS = 100000,     // of one table
    MARKDOWN_PIXELS = 80000000,  // of all pictures of one text
    MARKDOWN_REPORTS = 100,      // warnings, and as many errors, about one text
};

#define MARKDOWN_FOOTNOTES "there are no footnotes: put the note in the text, in brackets"

struct markdown_line {
    size_t start, end;  // bytes; end: before the line's end
    uint32_t number;    // as diagnostics count, where only '\n' ends a line
};

struct markdown_attributes {  // {#id supports=a,b} of one heading
    size_t line;              // the heading's first line, from 1
    const char *id;
    const struct doc_supports *supports;
};

struct markdown {
    struct diags *d;
    struct arena *a;
    const struct tree_arenas *front;  // of the front matter
    struct arena scratch;             // what is not needed when it has been read
    enum markdown_dialect dialect;
    const char *folder;  // of pictures; NULL: none
    const struct source *source;
    const struct place *whole;  // where all of it stands; NULL: everything has its own place
    char *text;                 // what cmark reads, as long as the source's text
    size_t n;
    struct markdown_line *lines;
    size_t line_count, line_room;
    struct markdown_attributes *attributes;  // in the order of lines
    size_t attribute_count, attribute_room, attribute_next;
    unsigned depth;
    int heading;                // level of the last one; 0: none yet
    bool deep;                  // has been reported
    unsigned warnings, errors;  // reported so far
    uint64_t pixels;            // so far
    size_t column_byte;         // the last column that was counted: this byte's
    uint32_t column;
};

struct markdown_span {  // bytes of the text
    size_t start, end;
};

// Places. Lines count from 1 as cmark counts them; a line or column beyond the text gives its
// nearest end.
void markdown_place_find_lines(struct markdown *m);
size_t markdown_place_line(const struct markdown *m, size_t byte);
size_t markdown_place_byte(const struct markdown *m, int line, int column);
struct place markdown_place(struct markdown *m, struct markdown_span span);
struct place markdown_place_of_block(struct markdown *m, cmark_node *block);  // its first line

void markdown_report(struct markdown *m, enum diag_level level, struct place at, const char *hint,
                     const char *format, ...)
    __attribute__((format(printf, 5, 6)));  // hint: NULL for none
void markdown_report_html(struct markdown *m, struct place at);

// Blocks of a parsed text, appended to the document.
void markdown_block_read(struct markdown *m, cmark_node *root, struct doc_node *document);
// false after a warning
bool markdown_block_may_nest(struct markdown *m, unsigned levels, struct place at);

// The inlines of a paragraph or heading, appended to `into`. For a table's cell, which cmark read
// as the heading
// "# text #", `cell` says where its text stands.
void markdown_inline_read(struct markdown *m, cmark_node *block, struct doc_node *into,
                          const struct markdown_span *cell);
bool markdown_block_is_comment(const char *html);  // comments and space only

// A table, or NULL when the paragraph is none.
struct doc_node *markdown_table(struct markdown *m, cmark_node *paragraph);

// Text of a template, {{values}} bound to nodes; spot: where it stands.
void markdown_value_add_text(struct markdown *m, struct doc_node *into, const char *text, size_t n,
                             struct markdown_span span);
// NULL: text is not one {{path}} whole
const char *markdown_value_path(struct arena *a, const char *text, size_t n);

// Where a link leads, percent-encoded; NULL after a warning when it is not to be followed.
// footnote: its words begin with "^", which CommonMark knows nothing of.
const char *markdown_link_target(struct markdown *m, const char *url, bool footnote,
                                 struct place at);
// percent-decoded; NULL: not a file's name
const char *markdown_link_file_name(struct arena *a, const char *url);

// finds and blanks those of every heading
void markdown_attributes(struct markdown *m, cmark_node *root);
// in ascending order of lines
const struct markdown_attributes *markdown_attributes_of(struct markdown *m, int line);

#endif
