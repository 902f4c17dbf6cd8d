// A chart, before it is drawn: rows of numbers with their words. Numbers that are withheld are not
// in it, and the same numbers stand in a table beside it. Every bar begins at zero.
#ifndef MODEL_CHART_H
#define MODEL_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum chart_kind {
    // a bar per row, divided into the series' shares of the row's total; all bars are as long
    CHART_STACKED,
    // a row per category, with a bar for each series on one scale: this period and the one before
    CHART_PAIRED,
    CHART_STRIP,   // a row per question: the answers on a scale, as dots whose area is their share
                   // of the row's total; only the first and the last step are named
    CHART_LADDER,  // a row per wave: two series, held and due. What is due has the same length in
                   // each row, so that small waves show too; the note has the numbers
    CHART_MULTIPLES,  // small stacked bars of many units, in columns
    CHART_KIND_COUNT
};
extern const char *const chart_kind_names[CHART_KIND_COUNT];

struct chart_row {
    const char *label;
    const uint32_t *values;  // [series_count]; NULL: withheld, and `note` says so
    const char *note;        // at the end of the row: "n = 38"; or the sentence in place of the bar
};

struct chart {
    enum chart_kind kind;
    const char *alternative;    // what the chart says, for those who do not see it
    const char *const *series;  // names, in drawing order
    size_t series_count;
    const struct chart_row *rows;
    size_t row_count;
    // STRIP: the last series is no step of the scale ("don't know") and stands apart from it, named
    bool apart;
};

// Appends the rest of its node's line, and a line for each row, depth + 1 levels in.
void chart_dump(const struct chart *c, unsigned depth, struct buf *out);

#endif
