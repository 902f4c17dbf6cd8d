// What the parts of the Markdown reader share: the text that is being read. It is copied and
// prepared (front matter and heading attributes are blanked, so that every byte keeps its place),
// parsed by cmark, and walked through: its blocks, and in each block its inlines. Both walks follow
// cmark's iterator and limit the depth of what they make, so that nothing recurses. All nodes and
// texts are made in the reader's arena a.
#ifndef READ_MARKDOWN_STATE_H
#define READ_MARKDOWN_STATE_H

#define CMARK_NO_SHORT_NAMES  // its NODE_LIST is not ours
#include <cmark.h>

#include "base/translate.h"
#include "read/read.h"

enum {
    // bytes of one text: for some hostile ones cmark takes time by their square
    MARKDOWN_LIMIT = 256 << 10,
    MARKDOWN_PICTURES = 1000,    // pictures in one text, for the same reason
    MARKDOWN_DEPTH = 100,        // nodes in each other; what is deeper is shown flat
    MARKDOWN_CELLS = 100000,     // of one table
    MARKDOWN_COLUMNS = 64,       // of one table
    MARKDOWN_PIXELS = 80000000,  // of all pictures of one text
    MARKDOWN_REPORTS = 100,      // warnings, and as many errors, about one text
};

#define MARKDOWN_FOOTNOTES N_("there are no footnotes: put the note in the text, in brackets")

struct markdown_line {
    size_t start, end;  // bytes; end: before the line's end
    uint32_t number;    // as diagnostics count: only '\n' ends a line
};

struct markdown_attributes {  // {#id supports=a,b} of one heading
    size_t line;              // the heading's first line, from 1
    const char *id;
    const struct doc_supports *supports;
};

struct markdown_span {  // bytes of the text
    size_t start, end;
};

struct markdown_below {  // a table right below text
    int line, lines;     // its first one, from 1; how many
};

struct markdown_hidden {  // a line of one, while cmark reads the text
    struct markdown_span span;
    const char *text;
};

struct markdown {
    struct diags *d;
    struct arena *a;
    const struct markdown_front *front;
    struct arena scratch;  // for what is needed only while the text is read
    enum markdown_dialect dialect;
    const char *folder;  // of pictures; NULL: none
    const struct source *source;
    const struct place *whole;  // the place of everything in it; NULL: each thing has its own
    char *text;                 // what cmark reads, as long as the source's text
    size_t n;
    struct markdown_line *lines;
    size_t line_count, line_room;
    struct markdown_attributes *attributes;  // in the order of lines
    size_t attribute_count, attribute_room, attribute_next;
    struct markdown_hidden *hidden;
    size_t hidden_count, hidden_room;
    struct markdown_below *tables;  // those right below text, in the order of lines
    size_t table_count, table_room, table_next;
    unsigned foreign;  // one bit for each kind of other programs' markup that has been reported
    unsigned depth;
    int heading;                // level of the last one; 0: none yet
    bool deep;                  // that something is too deep has been reported
    bool braces;                // that attributes in running text are left out has been reported
    bool front_open;            // that front matter is not closed has been reported
    unsigned warnings, errors;  // reported so far
    uint64_t pixels;            // so far
    size_t column_byte;         // the byte whose column was counted last
    uint32_t column;            // its column
};

// ---- place.c. Lines and columns count from 1, as cmark counts them; one beyond the text gives the
// nearest end

void markdown_place_find_lines(struct markdown *m);                          // fills m->lines
size_t markdown_place_line(const struct markdown *m, size_t byte);           // the byte's line
size_t markdown_place_byte(const struct markdown *m, int line, int column);  // its offset
struct place markdown_place(struct markdown *m, struct markdown_span span);
struct place markdown_place_of_block(struct markdown *m, cmark_node *block);  // its first line

// ---- report.c

// Reports something about the text, unless there have been too many reports: then NULL. hint NULL:
// none.
struct diag *markdown_report(struct markdown *m, enum diag_level level, struct place at,
                             const char *hint, const char *id, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
// Whether so many more levels may be opened; false after a warning, which is given once.
bool markdown_report_depth(struct markdown *m, unsigned levels, struct place at);

// ---- html.c

bool markdown_html_is_comment(const char *html);  // it holds comments and space only
bool markdown_html_is_open(const char *html);     // a comment in it is not closed
bool markdown_html_is_break(const char *html);    // it begins with <br>
void markdown_html_report(struct markdown *m, struct place at, const char *html);

// ---- front.c

// Reads and blanks the YAML between two lines of --- at the top; NULL: there is none, or it cannot
// be read.
const struct node *markdown_front_read(struct markdown *m);
// Warns of a heading that was meant as front matter.
void markdown_front_check(struct markdown *m, cmark_node *heading);

// ---- pasted.c

// Reads pasted marks of lists: writes CommonMark's own into the text; whether there were any. Warns
// of what looks like a heading, list or table and is read as text.
bool markdown_pasted(struct markdown *m, cmark_node *root);

// ---- foreign.c

// Warns of other programs' markup in n bytes of text that stand at the span: once for each kind.
void markdown_foreign_check(struct markdown *m, const char *text, size_t n,
                            struct markdown_span span, bool heading);
// Warns of a block of code that another program draws a picture of.
void markdown_foreign_code(struct markdown *m, const char *info, struct place at);

// ---- braces.c

// Blanks other programs' attributes, {.class} or {width=50%}, behind what they belong to; whether
// there were any.
bool markdown_braces(struct markdown *m, cmark_node *root);

// ---- github.c. What GitHub's Markdown adds to CommonMark, but for tables

bool markdown_is_of_word(char c);  // a letter, or a byte of one, or a digit
// Makes a struck text of what stands between two ~~ or ~ among the children of a node.
void markdown_struck(struct markdown *m, struct doc_node *parent);
// Takes "[ ]" or "[x]" from the beginning of a list's item, which becomes a box, ticked or not.
void markdown_task(struct markdown *m, struct doc_node *item);
// The kind of alert that the text begins with, such as "[!NOTE]"; NULL: none that is known.
const char *markdown_alert_kind(const char *text);
// Takes "[!NOTE]" from the beginning of a quote; what it says is kept as the quote's title.
void markdown_alert(struct markdown *m, struct doc_node *quote);

// ---- block.c, inline.c, table.c

// Appends the blocks of a parsed text to the document.
void markdown_block_read(struct markdown *m, cmark_node *root, struct doc_node *document);
// Appends the inlines of a paragraph or heading to `into`. cell: where the text of a table's cell
// stands, which cmark read as the heading "# text #"; NULL: it is no cell.
void markdown_inline_read(struct markdown *m, cmark_node *block, struct doc_node *into,
                          const struct markdown_span *cell);
// A paragraph as a table; NULL: it is none.
struct doc_node *markdown_table(struct markdown *m, cmark_node *paragraph);
// A raw line of the paragraph, from 0, without what belongs to the quotes and lists around it.
struct markdown_span markdown_table_line(const struct markdown *m, cmark_node *paragraph,
                                         int index);
// The line of the paragraph's `lines` that is a table's row of dashes, from 1; 0: none.
int markdown_table_delimiters(const struct markdown *m, cmark_node *paragraph, int lines);
// Finds the tables that stand right below text, and blanks them; cmark then reads the text without
// them, and markdown_table_restore() brings them back.
void markdown_table_find(struct markdown *m, cmark_node *root);
void markdown_table_restore(struct markdown *m);
// The table right below the paragraph; NULL: there is none.
struct doc_node *markdown_table_below(struct markdown *m, cmark_node *paragraph);

// ---- value.c

// Appends n bytes of a template's text, with a DOC_VALUE for each {{path}}. span: where they stand.
void markdown_value_add_text(struct markdown *m, struct doc_node *into, const char *text, size_t n,
                             struct markdown_span span);
// The path where the text is one {{path}} and nothing else, else NULL. In arena a.
const char *markdown_value_path(struct arena *a, const char *text, size_t n);

// ---- link.c

// Where a link leads, percent-encoded; NULL after a warning when it is shown as text. footnote: its
// words begin with "^", so that it was meant as a footnote.
const char *markdown_link_target(struct markdown *m, const char *url, bool footnote,
                                 struct place at);
// The name of the file that an address means, percent-decoded, in arena a; NULL: it means no file.
const char *markdown_link_file_name(struct arena *a, const char *url);

// ---- bare.c

struct markdown_bare {  // an address in a text
    size_t start, end;
    const char *before;  // what its link has before it, such as "mailto:"
};
// The next address in n bytes of text, from byte `from` on, which is its beginning or the end of an
// address; false: there is none.
bool markdown_bare_find(const char *text, size_t n, size_t from, struct markdown_bare *out);

// ---- attributes.c

// Whether s, up to end, is what attributes have between their braces.
bool markdown_attributes_like(const char *s, const char *end);
// Finds and blanks the attributes of all headings.
void markdown_attributes(struct markdown *m, cmark_node *root);
// The attributes of the heading that begins on a line; NULL: none. To be asked in ascending order.
const struct markdown_attributes *markdown_attributes_of(struct markdown *m, int line);

#endif
