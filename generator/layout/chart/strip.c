// The answers on a scale: a dot at each step, whose area is the step's share of the row's answers.
// Only the ends of the scale are named. What is no step of it stands apart at the right, off the
// line.
#include "layout/chart/chart.h"

enum { DOT = 155 };  // per cent of a bar's height: the dot of all answers

static size_t steps(const struct chart *c)
{
    return c->apart && c->series_count > 1 ? c->series_count - 1 : c->series_count;
}

static mpt largest(const struct plot *p)
{
    mpt dot = p->context->ts->styles->bar * DOT / 100,
        pitch = p->width / (mpt)p->chart->series_count;
    return dot < pitch ? dot : pitch;
}

static mpt height(const struct plot *p)
{
    return largest(p);
}

// Where a step's dot has its centre: what is apart is half a step further away.
static mpt centre(const struct plot *p, size_t series)
{
    size_t on_line = steps(p->chart),
           halves = 2 * (on_line - 1) + (on_line < p->chart->series_count ? 3 : 0);
    size_t at = series < on_line ? 2 * series : halves;
    mpt room = p->width - largest(p);
    return p->x + largest(p) / 2 +
           (halves ? (mpt)((int64_t)room * (int64_t)at / (int64_t)halves) : room / 2);
}

static mpt root(uint64_t square)  // rounded down
{
    uint64_t low = 0, high = UINT32_MAX;
    while (low < high) {
        uint64_t middle = low + (high - low + 1) / 2;
        if (middle * middle <= square) low = middle;
        else high = middle - 1;
    }
    return (mpt)low;
}

static mpt diameter(const struct plot *p, uint32_t value, uint64_t total)
{
    uint64_t all = (uint64_t)largest(p) * (uint64_t)largest(p);
    return root((uint64_t)((double)all * ((double)value / (double)total) + 0.5));
}

static void put_name(const struct plot *p, struct slab *s, size_t series, mpt left, mpt right,
                     enum doc_align align)
{
    struct chart_text w = chart_text(p, STYLE_CHART_NAME, p->chart->series[series], right - left,
                                     align);
    chart_text_draw(p, s, &w, left, 0);
    if (w.height + PT(2) > s->height) s->height = w.height + PT(2);
}

// Two names share the room between them: half each, or what the other one leaves.
static void put_ends(const struct plot *p, struct slab *s, size_t last, mpt left, mpt right,
                     mpt gap)
{
    mpt room = right - left - gap,
        first_width = chart_text_width(p, STYLE_CHART_NAME, p->chart->series[0]) + PT(1);
    mpt last_width = chart_text_width(p, STYLE_CHART_NAME, p->chart->series[last]) + PT(1),
        at = room / 2;
    if (first_width < at) at = first_width;
    else if (last_width < at) at = room - last_width;
    put_name(p, s, 0, left, left + at, ALIGN_LEFT);
    put_name(p, s, last, left + at + gap, right, ALIGN_RIGHT);
}

static void head(struct plot *p, struct slab_list *list)
{
    const struct chart *c = p->chart;
    size_t last = steps(c) - 1;
    struct slab *s = slab_new(p->context->ts->scratch, list);
    mpt gap = PT(8), left = p->x, right = centre(p, last) + largest(p) / 2;
    s->keep_next = true;
    if (!last) put_name(p, s, 0, left, right, ALIGN_CENTER);
    else put_ends(p, s, last, left, right, gap);
    if (last + 1 == c->series_count) return;
    mpt from = right + gap, to = p->context->x + p->context->width, at = centre(p, last + 1);
    if (to > 2 * at - from) to = 2 * at - from;  // as far on both sides
    put_name(p, s, last + 1, from, to, ALIGN_CENTER);
}

// In the dot, or right beside it, up to the limit: where the next one begins.
static void put_value(const struct plot *p, struct slab *s, uint32_t value, mpt x, mpt middle,
                      mpt dot, mpt limit)
{
    const char *words = chart_text_number(p, value);
    const struct text_style *text_style = style_of(p->context, STYLE_CHART_VALUE);
    mpt width = chart_text_width(p, STYLE_CHART_VALUE, words), gap = text_style->size / 4;
    if (width + 2 * gap <= dot && text_style->size + gap <= dot) {
        chart_text_draw_line(p, s, STYLE_CHART_VALUE, TONE_WHITE, words, x - width / 2, middle);
        return;
    }
    struct rect plate = {x + dot / 2 + gap / 2, middle - text_style->size / 2, width + gap,
                         text_style->size};
    if (plate.x + plate.w > limit) return;
    chart_draw_box(p, s, &(struct paper_box){.rect = plate, .fill = TONE_WHITE});
    chart_text_draw_line(p, s, STYLE_CHART_VALUE, TONE_INK, words, plate.x + gap / 2, middle);
}

static void put_dot(const struct plot *p, struct slab *s, const struct chart_row *row,
                    size_t series, mpt middle)
{
    uint64_t total = chart_total(p->chart, row);
    mpt dot = diameter(p, row->values[series], total), x = centre(p, series),
        limit = p->x + p->width;
    if (p->note_width) limit += (p->note_x - limit) / 2;
    if (dot <= 0) return;
    if (series + 1 < p->chart->series_count)
        limit = centre(p, series + 1) - diameter(p, row->values[series + 1], total) / 2 - PT(1);
    struct rect square = {x - dot / 2, middle - dot / 2, dot, dot};
    chart_draw_box(p, s,
                   &(struct paper_box){.rect = square, .fill = TONE_ACCENT, .radius = dot / 2});
    put_value(p, s, row->values[series], x, middle, dot, limit);
}

static void bars(const struct plot *p, struct slab *s, const struct chart_row *row, mpt top)
{
    const struct chart *c = p->chart;
    mpt middle = top + largest(p) / 2, tick = PT(2);
    chart_draw_line(p, s, centre(p, 0), middle, centre(p, steps(c) - 1), middle, PT(0.7),
                    TONE_LINE);
    for (size_t i = 0; i < steps(c); i++)
        chart_draw_line(p, s, centre(p, i), middle - tick, centre(p, i), middle + tick, PT(0.7),
                        TONE_LINE);
    if (!chart_total(c, row)) return;
    for (size_t i = 0; i < c->series_count; i++) put_dot(p, s, row, i, middle);
}

const struct chart_renderer chart_strip = {.head = head, .height = height, .bars = bars};
