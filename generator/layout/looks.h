// How everything looks: the one table of sizes, spaces and tones. Lengths are millipoints. Sizes
// are chosen so that a heading with its spaces takes whole body lines, which keeps lines at one
// height from page to page.
#ifndef LAYOUT_LOOKS_H
#define LAYOUT_LOOKS_H

#include "model/fonts.h"
#include "model/paper.h"

enum look_name {
    LOOK_BODY,
    LOOK_LEAD,
    LOOK_NOTE,
    LOOK_LABEL,
    LOOK_THREAD,
    LOOK_KICKER,
    LOOK_QUESTION,
    LOOK_H1,
    LOOK_H2,
    LOOK_H3,
    LOOK_H4,
    LOOK_H5,
    LOOK_H6,
    LOOK_CODE,
    LOOK_CELL,
    LOOK_CELL_HEAD,
    LOOK_FIELD_LABEL,
    LOOK_FIELD_VALUE,
    LOOK_EVENT,
    LOOK_EVENT_DATES,
    LOOK_AXIS,
    LOOK_CHART_LABEL,
    LOOK_CHART_NAME,
    LOOK_CHART_VALUE,
    LOOK_CHART_NOTE,
    LOOK_HEADER,
    LOOK_MARKING,
    LOOK_COUNT
};

struct look {
    enum font_style style;
    uint8_t tone;
    mpt size, leading;  // leading: from baseline to baseline
    mpt before, after;  // of two spaces that meet, the larger counts
};

struct looks {
    struct look of[LOOK_COUNT];
    mpt left, right, top, bottom;  // page margins; left has room for a hole punch
    mpt header, footer;            // baselines, from the top and from the bottom edge
    mpt measure;                   // the widest paragraph
    mpt indent;                    // of a list item's text
    mpt quote_indent, box_pad;
    mpt column_gap;
    mpt cell_pad, cell_pad_top;
    mpt form_row;      // least height of a row to write in
    mpt write_pitch;   // from one write-on line to the next
    mpt field_line;    // from a field's label down to its line
    mpt signature;     // room above a signature's line
    mpt lane;          // height of a bar in a timeline
    mpt tick_box;      // a box to tick
    mpt bar, bar_gap;  // height of a chart's bar; above and below it
    mpt block_gap;     // around tables, boxes, figures
    int narrow;        // columns of fewer average characters divide words
};

const struct looks *looks_get(bool large);

#endif
