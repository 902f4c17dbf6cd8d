// A bar per row, divided into the series' shares of the row's total.
#include "layout/chart/chart.h"

#define PART_GAP PT(0.9)  // white between two parts

// Where each part begins, and in the end where the last one ends.
static void find_edges(const struct plot *p, const struct chart_row *row, uint64_t total,
                       mpt *edges)
{
    uint64_t sum = 0;
    for (size_t i = 0; i <= p->chart->series_count; i++) {
        edges[i] = p->x +
                   (total ? (mpt)((double)p->width * ((double)sum / (double)total) + 0.5) : 0);
        if (i < p->chart->series_count) sum += row->values[i];
    }
}

static void head(struct plot *p, struct slab_list *list)
{
    const struct chart_row *row = p->chart->rows;
    mpt *edges = ARENA_ARRAY(p->context->ts->scratch, mpt, p->chart->series_count + 1);
    if (row->values) {
        find_edges(p, row, chart_total(p->chart, row), edges);
        if (chart_legend_direct(p, list, edges, edges + 1)) return;
    }
    chart_legend(p, list);
}

static mpt height(const struct plot *p)
{
    return p->context->ts->styles->bar;
}

static void bars(const struct plot *p, struct slab *s, const struct chart_row *row, mpt top)
{
    size_t count = p->chart->series_count;
    uint64_t total = chart_total(p->chart, row);
    mpt *edges = ARENA_ARRAY(p->context->ts->scratch, mpt, count + 1), end = p->x + p->width;
    if (!total) return;
    find_edges(p, row, total, edges);
    for (size_t i = 0; i < count; i++) {
        struct rect part = {edges[i], top, edges[i + 1] - edges[i], height(p)};
        if (part.w <= 0) continue;
        if (edges[i + 1] < end && part.w > 2 * PART_GAP) part.w -= PART_GAP;
        chart_draw_area(p, s, i, part);
        chart_draw_value(p, s, i, &part, row->values[i]);
    }
}

const struct chart_renderer chart_stacked = {
    .head = head, .height = height, .bars = bars, .zero = true};
