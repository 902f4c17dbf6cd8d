// A chart, before it is drawn: rows of numbers with their words. Numbers that are withheld are not in it. layout/ draws it
// and knows nothing of what it is about; the same numbers stand in a table beside it.
#ifndef MODEL_CHART_H
#define MODEL_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum chart_kind {
    CHART_STACKED,    // a bar per row, divided into the series' shares of the row's total
    CHART_PAIRED,     // a row per category, with a bar for each series: this period and the one before
    CHART_STRIP,      // a row per question: the answers on a scale, as dots sized by share, with the steps named at the ends
    CHART_LADDER,     // a row per wave: held of due, one bar on a track
    CHART_MULTIPLES,  // small stacked bars of many units, in columns
    CHART_KIND_COUNT
};
extern const char *const chart_kind_names[CHART_KIND_COUNT];

struct chart_row {
    const char *label;
    const uint32_t *values;  // [series]; NULL: withheld, and `note` says so
    const char *note;        // at the end of the row: "n = 38"; or the sentence in place of the bar
};

struct chart {
    enum chart_kind kind;
    const char *alternative;    // what the chart says, for those who do not see it
    const char *const *series;  // names, in drawing order
    size_t series_count;
    const struct chart_row *rows;
    size_t row_count;
};

#endif
