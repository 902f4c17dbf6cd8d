// A paper, laid out: glyphs, rules, boxes, pictures and links at their places on pages, and the
// structure that says what they mean. Lengths are in millipoints (1/1000 pt); x grows to the right,
// y grows DOWN from the top edge of the page. A paper is a list of sections, so that a section laid
// out once can stand in many papers; nothing in a section knows its page number, and headers and
// footers belong to the paper. A section lives in the arena it was laid out in: the run's when it
// is shared, the document's when not.
#ifndef MODEL_PAPER_H
#define MODEL_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "model/doc.h"

typedef int32_t mpt;  // millipoints
#define PT(points) ((mpt)((points)*1000))
#define MM(millimetres) ((mpt)((millimetres)*72000.0 / 25.4))

struct rect {
    mpt x, y, w, h;  // y: the top edge
};

// All colours; pdf/colours.h has their RGB values. They differ in black and white, too.
enum tone {
    TONE_NONE,
    TONE_INK,
    TONE_MUTED,
    TONE_ACCENT,
    TONE_RULE,
    TONE_LINE,
    TONE_TINT,
    TONE_WHITE,
    TONE_COUNT
};

struct glyph {
    uint16_t id;
    int16_t advance, dx, dy;  // 1/1000 em
    uint16_t cluster;         // byte offset in the run's text of the characters it stands for
};

enum { ELEMENT_ARTIFACT = -1 };

struct paper_run {  // glyphs of one face on one baseline
    mpt x, baseline, size;
    mpt width;      // of what is seen: without the space glyph that ends a wrapped line
    uint16_t face;  // index into struct fonts
    uint8_t tone;
    uint32_t glyph_count;
    const struct glyph *glyphs;
    const char *text;    // what the glyphs say, UTF-8, NUL-terminated
    const char *actual;  // NULL, or what the run means when that differs: the whole word on the
                         // first half of a divided one and "" on the second
};

struct paper_rule {  // a straight line
    mpt x1, y1, x2, y2, width;
    uint8_t tone;
    bool write_on;  // a line to write on: what tests measure
    bool dashed;
};

struct paper_box {
    struct rect rect;
    uint8_t fill, stroke;  // tones
    mpt width, radius;     // of the stroke; of the corners
};

struct paper_picture {
    struct rect rect;
    const struct image *image;
};

struct paper_item {
    enum paper_item_kind { ITEM_RUN, ITEM_RULE, ITEM_BOX, ITEM_PICTURE } kind;
    // the structure element whose content it is, by index in the section; or ELEMENT_ARTIFACT
    int32_t element;
    union {
        struct paper_run run;
        struct paper_rule rule;
        struct paper_box box;
        struct paper_picture picture;
    };
};

struct paper_link {
    int32_t element;  // a Link element; one annotation per line it stands on
    const char *uri;
    const char *contents;  // what a screen reader says
    struct rect rect;
};

struct paper_widget {  // where a field is filled in, and how it shows what it holds
    uint32_t field;    // index in the section's fields
    int32_t element;   // a Form element, of this widget alone
    struct rect rect;
    mpt size;           // of what is typed into it
    const char *state;  // RADIO, CHECK: what being on means
    const char *label;  // RADIO: of this button
    bool on;
    // shown when it is on, or prefilled; from the rect's upper left corner
    struct paper_item *items;
    size_t item_count;
};

struct paper_page {
    struct paper_item *items;  // in reading order; rules and boxes under text come before it
    size_t item_count, item_room;
    struct paper_link *links;
    size_t link_count, link_room;
    struct paper_widget *widgets;  // in reading order
    size_t widget_count, widget_room;
    mpt used;  // how far down the flow reaches, from the top of the text area: for "a fifth full"
};

// One structure element. Its kids are the elements whose parent it is, the items that name it and
// its links, in the order in which they first appear: an element's first item, by page and
// position, places it among its siblings.
struct paper_element {
    // PDF's standard type: "P", "H1", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Span",
    // …
    const char *type;
    int32_t parent;  // index in the section, lower than its own; -1: the section's root, a Sect
    const char *language;           // NULL: as its parent
    const char *alternative;        // Figure: /Alt
    const char *title;              // /T, NULL: none
    bool personal;                  // what it says, itself, is about one person
    uint8_t column_span, row_span;  // TD, TH; 0 or 1: one
    enum { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW } header_scope;             // TH
    enum { NUMBERING_NONE, NUMBERING_DISC, NUMBERING_DECIMAL } numbering;  // L
    struct rect bounds;  // Figure: /BBox, on page `page`
    int32_t page;        // Figure: the page in the section
};

struct paper_bookmark {
    const char *title;
    int level;      // 1 …
    uint32_t page;  // in the section
    mpt y;
};

struct paper_section {
    const char *name;  // for dumps
    bool shared;
    // on sheets of its own: begins on a front side, as does what follows. The number of the form
    // that it is, or ""; NULL: it is not
    const char *sheet;
    bool spread;  // begins on a back side, so that it faces the next page
    mpt page_width, page_height;
    struct paper_page *pages;
    size_t page_count, page_room;
    struct paper_element *elements;
    size_t element_count, element_room;
    struct paper_bookmark *bookmarks;
    size_t bookmark_count, bookmark_room;
    const struct form_field **fields;
    size_t field_count, field_room;
    uint32_t group;  // of its fields' names: unlike that of the document's other sections
};

struct paper {
    const char *title, *author, *subject, *language;
    // what makes it unlike others of the run: document and subject, for the file's /ID
    const char *identity;
    struct date date;  // creation date
    const char *producer;
    struct paper_section **sections;
    size_t section_count, section_room;
    const char *form;  // the name of its form: see model/record.h; NULL: none
    // the sections are so many copies of one, each with page numbers of its own; 0: 1
    size_t copies;
    struct paper_page *margins;  // per page of the whole: header and footer, artifacts all
    size_t page_count;
    // a printer's file: no tags, and no claim to be accessible or archival
    bool printer;
};

// ---- Print batches: papers that become one file, each starting on a front side

struct paper_part {     // one recipient's papers, or the cover
    const char *title;  // of its bookmark, and of the element that holds it
    const char *label;  // before a page's number: "12-"
    const struct paper **papers;
    size_t paper_count;
    bool cover;  // numbered i, ii, …; its bookmark alone stands for it
    bool slip;   // the first paper is a slip sheet, which has no page numbers
};

struct paper_batch {
    struct paper about;  // what the file says of itself: it has no sections
    const struct paper_part *parts;
    size_t part_count;
};

// ---- Functions

size_t paper_pages(const struct paper *p);               // of all sections, once each
void paper_move(struct paper_item *item, mpt x, mpt y);  // to the right and down
// Whether all indexes in a section are of elements, fields and pages that there are, and elements
// come after their parents. For assertions.
bool paper_section_is_consistent(const struct paper_section *s);
// Appends stable text, for tests. face_names: by the runs' faces; NULL: numbers.
void paper_dump(const struct paper *p, const char *const *face_names, struct buf *out);

#endif
