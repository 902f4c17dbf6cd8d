// A row per category, with a bar for each series on one scale: this period and the one before. The
// number stands at a bar's end, and in the first row its series' name too where there is room.
#include "layout/chart/chart.h"

enum { THICKNESS = 75 };  // per cent of a lone bar's
#define BAR_GAP PT(1.4)

static mpt thickness(const struct plot *p)
{
    mpt least = style_of(p->context, STYLE_CHART_VALUE)->leading;
    mpt own = p->context->ts->styles->bar * THICKNESS / 100;
    return own > least ? own : least;
}

static mpt height(const struct plot *p)
{
    mpt count = (mpt)p->chart->series_count;
    return count * thickness(p) + (count - 1) * BAR_GAP;
}

static mpt value_gap(const struct plot *p)
{
    return style_of(p->context, STYLE_CHART_VALUE)->size / 2;
}

// Beside the longest bar there is room for its number.
static mpt length(const struct plot *p, uint32_t value)
{
    mpt room = p->width - chart_text_width(p, STYLE_CHART_VALUE, chart_text_number(p, p->most)) -
               value_gap(p);
    return p->most && room > 0 ? (mpt)((double)room * value / (double)p->most + 0.5) : 0;
}

static mpt name_x(const struct plot *p, uint32_t value)
{
    return p->x + length(p, value) + 3 * value_gap(p) +
           chart_text_width(p, STYLE_CHART_VALUE, chart_text_number(p, value));
}

static void head(struct plot *p, struct slab_list *list)
{
    const struct chart *c = p->chart;
    const uint32_t *values = c->rows->values;
    for (size_t i = 0; i < c->row_count; i++)
        for (size_t k = 0; c->rows[i].values && k < c->series_count; k++)
            if (c->rows[i].values[k] > p->most) p->most = c->rows[i].values[k];
    p->named = values;
    for (size_t i = 0; p->named && i < c->series_count; i++)
        p->named = name_x(p, values[i]) + chart_text_width(p, STYLE_CHART_NAME, c->series[i]) <=
                   p->x + p->width;
    if (!p->named) chart_legend(p, list);
}

static void bars(const struct plot *p, struct slab *s, const struct chart_row *row, mpt top)
{
    mpt high = thickness(p);
    for (size_t i = 0; i < p->chart->series_count; i++, top += high + BAR_GAP) {
        uint32_t value = row->values[i];
        struct rect bar = {p->x, top, length(p, value), high};
        if (bar.w > 0) chart_draw_area(p, s, i, bar);
        chart_text_draw_line(p, s, STYLE_CHART_VALUE, TONE_INK, chart_text_number(p, value),
                             bar.x + bar.w + value_gap(p), top + high / 2);
        if (p->named && row == p->chart->rows)
            chart_text_draw_line(p, s, STYLE_CHART_NAME, TONE_INK, p->chart->series[i],
                                 name_x(p, value), top + high / 2);
    }
}

const struct chart_renderer chart_paired = {
    .head = head, .height = height, .bars = bars, .zero = true};
