// Stylesheets: one table of all sizes, spaces and tones. Lengths are millipoints. Sizes are chosen
// so that a heading with its spaces takes whole body lines, which keeps lines at one height from
// page to page.
#ifndef LAYOUT_STYLESHEET_H
#define LAYOUT_STYLESHEET_H

#include "model/fonts.h"
#include "model/paper.h"

enum style_name {
    STYLE_BODY,
    STYLE_LEAD,
    STYLE_NOTE,
    STYLE_FINE_PRINT,
    STYLE_LABEL,
    STYLE_THREAD,
    STYLE_KICKER,
    STYLE_QUESTION,
    STYLE_H1,
    STYLE_H2,
    STYLE_H3,
    STYLE_H4,
    STYLE_H5,
    STYLE_H6,
    STYLE_H1_LONG,  // on two lines or more
    STYLE_CODE,
    STYLE_CELL,
    STYLE_CELL_HEAD,
    STYLE_CARD,  // beside boxes on a goal's card
    STYLE_FORM,  // in narrow places of a form
    STYLE_FIELD_LABEL,
    STYLE_FIELD_VALUE,
    STYLE_TYPED,  // what stands in a place to write
    STYLE_EVENT,
    STYLE_EVENT_DATES,
    STYLE_AXIS,
    STYLE_NUMBER,  // a large one
    STYLE_HEADER,
    STYLE_MARKING,
    STYLE_COUNT
};

struct text_style {
    enum font_style style;
    uint8_t tone;
    mpt size, leading;  // leading: from baseline to baseline
    mpt before, after;  // of two spaces that meet, the larger counts
};

struct stylesheet {
    struct text_style of[STYLE_COUNT];
    mpt left, right, top, bottom;  // page margins; left has room for a hole punch
    // baselines: the header's from the top edge, the footer's first from the bottom edge
    mpt header, footer;
    mpt code;     // width and height of the square beside a form's footer that is left free
    mpt measure;  // the widest paragraph
    mpt indent;   // of a list item's text
    mpt quote_indent, box_pad;
    mpt column_gap;
    mpt cell_pad, cell_pad_top;
    mpt form_row;     // least height of a row to write in
    mpt card_row;     // the same for a measure on a goal's card
    mpt card_pitch;   // from one line of a goal to the next
    mpt write_pitch;  // from one write-on line to the next
    mpt field_line;   // from a field's label down to its line
    mpt signature;    // room above a signature's line
    mpt lane;         // height of a bar in a timeline
    mpt mark_box;     // a box to tick
    mpt bar;          // height of a bar in a table
    mpt block_gap;    // around tables, boxes, figures
    int narrow;       // columns of fewer average characters divide words
};

// Constant data. large: for large print.
const struct stylesheet *stylesheet_get(bool large);
// The same with less space, for pages with much on them.
struct stylesheet stylesheet_dense(const struct stylesheet *styles);

#endif
