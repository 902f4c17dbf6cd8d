// A row per wave: what was held fills the track of what was due.
#include "layout/chart/chart.h"

static mpt held(const struct plot *p, const struct chart_row *row)
{
    uint32_t done = row->values[0], due = p->chart->series_count > 1 ? row->values[1] : 0;
    if (done > due) done = due;
    return due ? (mpt)((double)p->width * done / due + 0.5) : 0;
}

static void head(struct plot *p, struct slab_list *list)
{
    const struct chart *c = p->chart;
    mpt end = c->rows->values ? held(p, c->rows) : 0;
    // due: the track's end
    const mpt starts[] = {p->x, p->x + p->width - PT(1)}, ends[] = {p->x + end, p->x + p->width};
    if (c->series_count != 2 || !chart_legend_direct(p, list, starts, ends)) chart_legend(p, list);
}

static mpt height(const struct plot *p)
{
    return p->context->ts->styles->bar;
}

static void bars(const struct plot *p, struct slab *s, const struct chart_row *row, mpt top)
{
    if (p->chart->series_count < 2 || !row->values[1]) return;
    mpt end = held(p, row), line = PT(0.7);
    struct paper_box track = {.fill = TONE_WHITE, .stroke = TONE_ACCENT, .width = line};
    track.rect = (struct rect){p->x + line / 2, top + line / 2, p->width - line, height(p) - line};
    chart_draw_box(p, s, &track);
    if (end > 0) chart_draw_area(p, s, 0, (struct rect){p->x, top, end, height(p)});
}

const struct chart_renderer chart_ladder = {
    .head = head, .height = height, .bars = bars, .zero = true};
