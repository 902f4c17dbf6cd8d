// Legends: the names of the series right above the first bar's parts where there is room, else with
// a sample of each above the rows.
#include "layout/chart/chart.h"

// per cent of the names' size
enum { SWATCH = 150, SWATCH_HEIGHT = 85, NAME_GAP = 50, LEGEND_GAP = 160 };

static mpt of_size(const struct plot *p, int per_cent)
{
    return style_of(p->context, STYLE_CHART_NAME)->size * per_cent / 100;
}

static struct slab *new_line(const struct plot *p, struct slab_list *list)
{
    struct slab *s = slab_new(p->context->ts->scratch, list);
    s->height = style_of(p->context, STYLE_CHART_NAME)->leading + PT(2);
    s->keep_next = true;
    return s;
}

static mpt name_width(const struct plot *p, size_t series)
{
    return chart_text_width(p, STYLE_CHART_NAME, p->chart->series[series]) + PT(1);
}

// Above the bars when it has room there on one line, else from the chart's left edge.
static mpt legend_left(const struct plot *p)
{
    mpt all = 0, sample = of_size(p, SWATCH) + of_size(p, NAME_GAP) + of_size(p, LEGEND_GAP);
    for (size_t i = 0; i < p->chart->series_count && all <= p->context->width; i++)
        all += sample + name_width(p, i);
    return p->x + all - of_size(p, LEGEND_GAP) <= p->context->x + p->context->width ? p->x
                                                                                    : p->context->x;
}

void chart_legend(struct plot *p, struct slab_list *list)
{
    const struct context *c = p->context;
    mpt left = legend_left(p), right = c->x + c->width, swatch = of_size(p, SWATCH),
        gap = of_size(p, NAME_GAP);
    mpt leading = style_of(c, STYLE_CHART_NAME)->leading, height = of_size(p, SWATCH_HEIGHT);
    mpt x = left, most = right - left - swatch - gap;
    struct slab *s = new_line(p, list);
    for (size_t i = 0; i < p->chart->series_count; i++) {
        mpt width = name_width(p, i);
        if (width > most) width = most;
        if (x > left && x + swatch + gap + width > right) s = new_line(p, list), x = left;
        struct chart_text name = chart_text(p, STYLE_CHART_NAME, p->chart->series[i], width,
                                            ALIGN_LEFT);
        chart_draw_area(p, s, i, (struct rect){x, (leading - height) / 2, swatch, height});
        chart_text_draw(p, s, &name, x + swatch + gap, 0);
        if (name.height + PT(2) > s->height) s->height = name.height + PT(2);
        x += swatch + gap + width + of_size(p, LEGEND_GAP);
    }
    s->height += PT(2);
}

// Where each name begins: with its part of the bar, or as far to the right or the left as the
// others need, but still over its part. False: not all have room.
static bool find_positions(const struct plot *p, const mpt *starts, const mpt *ends, mpt *xs)
{
    size_t count = p->chart->series_count;
    mpt free = p->x, limit = p->context->x + p->context->width, gap = of_size(p, LEGEND_GAP / 2);
    for (size_t i = 0; i < count; i++) {
        xs[i] = starts[i] > free ? starts[i] : free;
        free = xs[i] + name_width(p, i) + gap;
    }
    for (size_t i = count; i--; limit = xs[i] - gap) {
        mpt width = name_width(p, i);
        if (xs[i] + width > limit) xs[i] = limit - width;
        if (ends[i] - starts[i] < PT(1) || xs[i] > ends[i] - PT(1) ||
            xs[i] + width < starts[i] + PT(1))
            return false;
    }
    return xs[0] >= p->x;
}

bool chart_legend_direct(struct plot *p, struct slab_list *list, const mpt *starts, const mpt *ends)
{
    mpt *xs = ARENA_ARRAY(p->context->ts->scratch, mpt, p->chart->series_count);
    if (p->below || !find_positions(p, starts, ends, xs)) return false;
    struct slab *s = new_line(p, list);
    mpt leading = style_of(p->context, STYLE_CHART_NAME)->leading;
    s->height = leading + PT(4);
    for (size_t i = 0; i < p->chart->series_count; i++) {
        mpt x = (xs[i] > starts[i] ? xs[i] : starts[i]) + PT(0.35);
        chart_text_draw_line(p, s, STYLE_CHART_NAME, TONE_INK, p->chart->series[i], xs[i],
                             leading / 2);
        chart_draw_line(p, s, x, leading, x, s->height + PT(2), PT(0.7), TONE_INK);
    }
    return true;
}
