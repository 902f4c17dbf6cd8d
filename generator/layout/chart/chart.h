// Drawing charts: what the files of chart/ share. A chart is a list of slabs, one a row, in one
// slab that is a Figure: all its lines, areas and words are that Figure's content. Each kind of
// chart is one file, which ends in a record of how it is drawn.
//
//     label | bar          | note
//
// Labels and notes have columns of their own where there is room; else they stand above and below
// the bar.
#ifndef LAYOUT_CHART_CHART_H
#define LAYOUT_CHART_CHART_H

#include "layout/typeset.h"
#include "model/chart.h"

struct plot {                       // a chart being drawn
    const struct context *context;  // its element: the Figure
    const struct chart *chart;
    mpt label_width;         // 0: above the bars
    bool below;              // the bars are below their labels
    mpt x, width;            // of the bars
    mpt note_x, note_width;  // width 0: below the bars
    uint64_t most;           // PAIRED: the largest value of all
    bool named;              // PAIRED: the first row's bars have their names beside them
};

struct chart_renderer {
    // what stands above the rows, and is repeated on each page
    void (*head)(struct plot *p, struct slab_list *list);
    mpt (*height)(const struct plot *p);  // of a row's bars
    // draws the row's bars; top: of the bars, in the slab
    void (*bars)(const struct plot *p, struct slab *s, const struct chart_row *row, mpt top);
    bool zero;  // the bars stand on a line
    // draws all rows; NULL: height and bars draw each
    void (*rows)(struct plot *p, struct slab_list *list);
};
extern const struct chart_renderer chart_stacked, chart_paired, chart_strip, chart_ladder,
    chart_multiples;

// The sum of a row's values.
static inline uint64_t chart_total(const struct chart *c, const struct chart_row *row)
{
    uint64_t total = 0;
    for (size_t i = 0; i < c->series_count; i++) total += row->values[i];
    return total;
}

// ---- text.c: words. Text may be NULL, which is no text.

struct chart_text {
    // at most three, the last with an ellipsis where there would be more; from x = 0
    struct slab_list lines;
    mpt height;
};
struct chart_text chart_text(const struct plot *p, enum style_name text_style, const char *text,
                             mpt width, enum doc_align align);
void chart_text_draw(const struct plot *p, struct slab *s, const struct chart_text *w, mpt x,
                     mpt top);
// On one line; the chart's width for what is too long to be measured.
mpt chart_text_width(const struct plot *p, enum style_name text_style, const char *text);
// On one line, the middle of its capitals at that height.
void chart_text_draw_line(const struct plot *p, struct slab *s, enum style_name text_style,
                          uint8_t tone, const char *text, mpt x, mpt middle);
// The number in groups of three from five digits up, in the scratch arena.
const char *chart_text_number(const struct plot *p, uint64_t value);

// ---- legend.c: what the series are called

// A sample of each one's area, and its name, on as many lines as that takes.
void chart_legend(struct plot *p, struct slab_list *list);
// The names right above what starts and ends there, with a short line down to each; false: there is
// no room for that.
bool chart_legend_direct(struct plot *p, struct slab_list *list, const mpt *starts,
                         const mpt *ends);

// ---- draw.c: areas, lines and boxes, as the Figure's content

void chart_draw_area(const struct plot *p, struct slab *s, size_t series, struct rect rect);
void chart_draw_line(const struct plot *p, struct slab *s, mpt x1, mpt y1, mpt x2, mpt y2,
                     mpt width, uint8_t tone);
void chart_draw_box(const struct plot *p, struct slab *s, const struct paper_box *box);
void chart_draw_zero_line(const struct plot *p, struct slab *s, mpt top, mpt bottom);
// In an area, when there is room for it: light on dark, or on a white plate.
void chart_draw_value(const struct plot *p, struct slab *s, size_t series, const struct rect *area,
                      uint32_t value);

#endif
