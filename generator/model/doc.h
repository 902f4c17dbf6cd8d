// A document: a tree of blocks with inlines. A template, a unit's focus areas and a composed paper
// are all documents; only a composed one has no DOC_VALUE and no DOC_FENCE left. Nodes live in the
// arena they were made in and are never freed singly. A subtree has one parent: use doc_copy() to
// have it twice.
#ifndef MODEL_DOC_H
#define MODEL_DOC_H

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/arena.h"

enum doc_kind {
    // Structure
    DOC_DOCUMENT,  // children: DOC_SECTION (composed) or blocks (a parsed file)
    DOC_SECTION,   // starts a new page
    DOC_GROUP,     // blocks that belong together without a style of their own
    // Blocks from Markdown
    DOC_HEADING,
    DOC_PARAGRAPH,
    DOC_LIST,
    DOC_ITEM,
    DOC_QUOTE,
    DOC_CODE,
    DOC_RULE,
    DOC_TABLE,
    DOC_ROW,
    DOC_CELL,
    DOC_FIGURE,
    DOC_FENCE,  // a template's block before expansion
    // Blocks that compose makes from a template's fences
    DOC_KEEP,    // children stay on one page when they fit on one
    DOC_BOX,     // framed, tinted: children
    DOC_FIELDS,  // label and value pairs: children DOC_FIELD
    // children: DOC_PARAGRAPH label, then DOC_PARAGRAPH value (absent: a line to write on)
    DOC_FIELD,
    // children DOC_PARAGRAPH, the label before them (may be absent)
    DOC_LINES,  // write-on lines
    // framed, side by side: children DOC_FIELD, with any number of large values, then small ones
    // (ROLE_NOTE)
    DOC_CARD,
    DOC_COLUMNS,  // side by side: children DOC_COLUMN; or one flow balanced over n columns
    DOC_COLUMN,
    DOC_TIMELINE,   // children DOC_EVENT, in order of time
    DOC_EVENT,      // children: DOC_PARAGRAPH label, DOC_PARAGRAPH dates in words
    DOC_CHECKLIST,  // children DOC_CHECK
    DOC_CHECK,      // a box to tick; children: inlines, in a CHECKLIST perhaps a DOC_PARAGRAPH
    DOC_CHOICES,    // boxes in a row: children DOC_PARAGRAPH label, then DOC_CHECK
    // a table of statements: children as a table's, with a DOC_MARK in each cell to answer in
    DOC_SCALE,
    DOC_DOT,         // in a cell: yes; title: the word for it
    DOC_MARK,        // a circle to mark; children: inlines, what stands in it
    DOC_SIGNATURES,  // children DOC_SIGNATURE, side by side
    DOC_SIGNATURE,  // children: DOC_PARAGRAPH label (who signs), DOC_PARAGRAPH (word for the date),
                    // DOC_CHECK (to tick instead, may be absent)
    // large numbers side by side: children DOC_FIELD, each a PARAGRAPH for the number, what it is
    // of, the label, and what it was before (the last may be absent)
    DOC_NUMBERS,
    DOC_ENTRY,  // a place to write; children: inlines, what its field is prefilled with, or a word
                // that stands where nothing does yet
    // children DOC_PARAGRAPH, its lines: where the window of an envelope shows them, at the top of
    // a page
    DOC_ADDRESS,
    DOC_GOAL_CARDS,  // children DOC_GOAL_CARD, then DOC_GROUP: the focus areas in words, may be
                     // absent
    DOC_GOAL_CARD,   // a goal: children as enum doc_card_part says
    // Inlines
    DOC_TEXT,
    DOC_SOFTBREAK,
    DOC_LINEBREAK,
    DOC_EMPHASIS,
    DOC_STRONG,
    DOC_STRUCK,
    DOC_CODE_SPAN,
    DOC_LINK,
    DOC_IMAGE,
    DOC_VALUE,  // {{path}} before binding
    DOC_KIND_COUNT
};

// what a text depends on; the widest in a section decides whether the section may be shared
enum doc_scope { SCOPE_RUN, SCOPE_UNIT, SCOPE_PERSON };

enum { DOC_DARKEST = 3 };
enum { DOC_SPREAD = 2 };  // a section that begins on a back side, and faces the next page

enum doc_role {  // how a paragraph is set
    ROLE_BODY,
    ROLE_LEAD,        // a page's opening sentence, a little larger
    ROLE_NOTE,        // an instruction under or above something
    ROLE_FINE_PRINT,  // what few need to read
    ROLE_LABEL,       // a caption over a line or value
    ROLE_THREAD,      // "supports …" under a priority's heading
    ROLE_KICKER,      // a short line above a heading: the unit's name
    ROLE_QUESTION,    // a numbered question
    ROLE_COUNT
};

enum doc_card_part {  // a card's children
    CARD_HEADING,
    CARD_CONTINUED,  // PARAGRAPH: what stands on top where the card goes on on another page
    CARD_LABEL,      // PARAGRAPH
    CARD_ASIDE,      // PARAGRAPH: a hint or the status; may be empty
    CARD_GOAL,       // ENTRY
    CARD_KIND,       // CHOICES
    CARD_SUPPORTS,   // CHOICES, or FIELD to write in
    CARD_MEASURES,   // TABLE
};

enum doc_who {  // who fills in a place
    WHO_UNSAID,
    WHO_EMPLOYEE,
    WHO_LEADER,
    WHO_BOTH,
};

enum doc_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct image {  // a decoded picture; bytes in the arena of the file it stands in
    enum image_kind { IMAGE_RGB, IMAGE_GRAY, IMAGE_JPEG } kind;
    uint32_t width, height;  // pixels
    uint8_t components;      // JPEG: 1 or 3
    // how it is turned to be seen, as EXIF counts: 0 and 1 as it is, 2 to 8 mirrored or turned;
    // from 5 on its width and height change places
    uint8_t orientation;
    // RGB or GRAY: 8 bits a component, rows from the top; JPEG: the file as it is
    const unsigned char *bytes;
    size_t n;
    const char *name;
};

static inline bool image_lies(const struct image *i)
{
    return i->orientation >= 5;
}

struct node;

enum form_field_kind {
    FORM_FIELD_TEXT,    // one line
    FORM_FIELD_LINES,   // any number of lines
    FORM_FIELD_CHOICE,  // one of `options`; with `editable`, or a text of one's own
    FORM_FIELD_CHECK,
    FORM_FIELD_RADIO,  // one of several nodes that have the same field, each with its state
    FORM_FIELD_KIND_COUNT
};

struct form_option {
    const char *id, *words;
};

struct form_field {    // what people fill in on a screen where others write by hand
    const char *name;  // in the file: see model/record.h
    enum form_field_kind kind;
    bool editable;
    const char *label;  // what a screen reader says
    const char *value;  // prefilled: a text, an option's id or a text, a state; NULL: empty
    int most;           // characters of a text
    const struct form_option *options;  // RADIO: its states, and what a screen reader says of each
    size_t option_count;
};
extern const char *const form_field_kind_names[FORM_FIELD_KIND_COUNT];

struct doc_supports {
    const char *ids;  // as written
    struct place place;
};

struct doc_node {  // there are very many: small by the order of its members
    enum doc_kind kind : 8;
    enum doc_scope scope : 8;
    enum doc_role role : 8;    // PARAGRAPH
    enum doc_align align : 8;  // CELL
    enum doc_who who : 8;      // PARAGRAPH: a label
    bool ordered : 1;          // LIST
    // LIST. TABLE: a form without a frame of its own. CHOICES: close behind each other. SECTION:
    // with less space. LINES: only on what is left of the page
    bool tight : 1;
    bool header : 1;  // ROW: repeats on every page; CELL in such a row, or a row header
    bool shared : 1;  // SECTION: nothing personal in it
    // CHECK, MARK, ITEM: ticked. SECTION: only where a back would be empty. EVENT: the reader's own
    bool marked : 1;
    // TABLE: a form with room for handwriting (taller rows, full grid). ENTRY: on a line.
    // CHECKLIST: some say where, in a paragraph behind their inlines. CHOICES: boxes beside the
    // label. TIMELINE: on one line. RULE: to cut the paper along. LINES: more of them where the
    // page has room. ITEM: a task, with a box
    bool form : 1;
    bool across : 1;    // ROW: its one cell stands across the table
    bool optional : 1;  // GOAL_CARD: left out where it would need another sheet
    struct place place;
    const char *path;      // the value path it was bound from, or NULL
    const char *language;  // NULL: as its parent
    struct doc_node *parent, *first, *last, *next;
    // What the kind means; unused ones are zero.
    // TEXT, CODE, CODE_SPAN: content. VALUE: the path. FENCE: the name. LINK: the URI. IMAGE: the
    // file. SECTION: title for the outline (NULL: from its heading). TIMELINE: short names of the
    // twelve months, with spaces between (NULL: numbers). CHECK, MARK: the id of what it stands for
    // (NULL: none). ROW of a SCALE: the statement's id. GOAL_CARD: its number
    const char *text;
    // SECTION on sheets of its own: the form's number, or "" (NULL: not on sheets of its own).
    // LINK, IMAGE, FIGURE: title. QUOTE: what kind of alert it is (NULL: none). FENCE: the words
    // behind the name. HEADING: the {#id}. FIELD, TABLE: alternative text. CHECK: what a screen
    // reader says of the box on paper. PARAGRAPH: of its `who`
    const char *title;
    // HEADING: 1–6. LIST: the first number. LINES: how many, 0: fill the page. COLUMNS: how many
    // balanced ones, 0: side by side. ENTRY on a GOAL_CARD: how many, at least. CELL: steps of
    // indent, in a table that is no form. SECTION: DOC_SPREAD or 0
    int level;
    // COLUMN, TABLE column cells in the header row: weight; 0: by content. FIELD: columns of 12
    int width;
    // CELL of a text table: 1 + the thousandths of a bar behind its words that are filled, 0: no
    // bar; how dark it is, from 0 to DOC_DARKEST
    int16_t bar, shade;
    // FIELD, LINES, ENTRY, CHECK, MARK, SIGNATURE (its date); NULL: only on paper
    const struct form_field *field;
    struct date from, to;  // EVENT
    // IMAGE, FIGURE; NULL with a diagnostic given when it cannot be shown
    const struct image *image;
    const struct node *yaml;              // FENCE: its body; DOCUMENT: the front matter; NULL: none
    const struct doc_supports *supports;  // HEADING; NULL: no supports=…
};

struct doc_node *doc_new(struct arena *a, enum doc_kind kind, struct place place);
// Appends a node that has no parent yet; returns it.
struct doc_node *doc_append(struct doc_node *parent, struct doc_node *child);
// Appends a DOC_TEXT; returns it. The text is not copied.
struct doc_node *doc_text(struct arena *a, struct doc_node *parent, const char *text,
                          struct place place);
// A copy of the whole subtree, without a parent; texts and all else that nodes point to are shared.
struct doc_node *doc_copy(struct arena *a, const struct doc_node *n);
bool doc_is_inline(enum doc_kind kind);
// Whether a tree hangs together: every child knows its parent, the last is the last, and inlines
// hold inlines only. For assertions.
bool doc_is_consistent(const struct doc_node *n);
// The same, and all values are bound and all fences expanded.
bool doc_is_composed(const struct doc_node *n);
// Its words as plain text, for titles and outlines. They live as long as both the node and arena a.
const char *doc_plain(struct arena *a, const struct doc_node *n);
enum doc_scope doc_widest_scope(const struct doc_node *n);  // over the whole subtree
extern const char *const doc_kind_names[DOC_KIND_COUNT];
extern const char *const doc_role_names[ROLE_COUNT];
void doc_dump(const struct doc_node *n, struct buf *out);  // stable text, for golden tests
// Appends bytes that differ for composed documents that show different things, but for the pictures
// in them.
void doc_bytes(const struct doc_node *n, struct buf *out);

#endif
