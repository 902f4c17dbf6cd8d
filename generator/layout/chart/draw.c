// Areas, lines and boxes of charts. The series differ by pattern, from dark to light in their
// order, so that they are told apart, and an order among them seen, without colour; those between
// which one has to choose most often differ most.
#include "layout/chart/chart.h"

enum { MOST_FILLS = 8 };

struct fill {
    uint8_t fill, stroke, pattern;
};

enum fill_name { SOLID, CROSS, HATCH, LINES, BACK, DOTS, UPRIGHT, WHITE };

static const struct fill fills[] = {
    [SOLID] = {TONE_ACCENT, TONE_NONE, PATTERN_NONE},
    [CROSS] = {TONE_WHITE, TONE_ACCENT, PATTERN_CROSS},
    [HATCH] = {TONE_WHITE, TONE_ACCENT, PATTERN_HATCH},
    [LINES] = {TONE_WHITE, TONE_ACCENT, PATTERN_LINES},
    [BACK] = {TONE_WHITE, TONE_ACCENT, PATTERN_BACK},
    [DOTS] = {TONE_WHITE, TONE_ACCENT, PATTERN_DOTS},
    [WHITE] = {TONE_WHITE, TONE_ACCENT, PATTERN_NONE},
    [UPRIGHT] = {TONE_WHITE, TONE_ACCENT, PATTERN_UPRIGHT},
};

static const uint8_t ramps[MOST_FILLS + 1][MOST_FILLS] = {
    [1] = {SOLID},
    [2] = {SOLID, HATCH},
    [3] = {SOLID, HATCH, WHITE},
    [4] = {SOLID, HATCH, DOTS, WHITE},
    [5] = {SOLID, CROSS, HATCH, DOTS, WHITE},
    [6] = {SOLID, CROSS, HATCH, DOTS, BACK, WHITE},
    [7] = {SOLID, CROSS, HATCH, LINES, DOTS, BACK, WHITE},
    [8] = {SOLID, CROSS, HATCH, LINES, DOTS, UPRIGHT, BACK, WHITE},
};

static const struct fill *fill_of(const struct chart *c, size_t series)
{
    size_t count = c->series_count < MOST_FILLS ? c->series_count : MOST_FILLS;
    if (c->kind == CHART_LADDER && series) return &fills[WHITE];  // the track
    return &fills[ramps[count][series % MOST_FILLS]];
}

void chart_draw_box(const struct plot *p, struct slab *s, const struct paper_box *box)
{
    slab_item(p->context->ts->scratch, s, ITEM_BOX, p->context->element)->box = *box;
}

void chart_draw_line(const struct plot *p, struct slab *s, mpt x1, mpt y1, mpt x2, mpt y2,
                     mpt width, uint8_t tone)
{
    struct paper_rule rule = {x1, y1, x2, y2, width, tone, false, false};
    slab_item(p->context->ts->scratch, s, ITEM_RULE, p->context->element)->rule = rule;
}

void chart_draw_zero_line(const struct plot *p, struct slab *s, mpt top, mpt bottom)
{
    chart_draw_line(p, s, p->x, top, p->x, bottom, PT(0.6), TONE_LINE);
}

// An outline is drawn within the area, so that areas of every kind are as long as what they stand
// for.
void chart_draw_area(const struct plot *p, struct slab *s, size_t series, struct rect rect)
{
    const struct fill *f = fill_of(p->chart, series);
    struct paper_box box = {.rect = rect, .fill = f->fill};
    if (f->stroke != TONE_NONE && rect.w > PT(0.7)) {
        box.width = PT(0.7);
        box.stroke = f->stroke;
        box.pattern = f->pattern;
        box.rect = (struct rect){rect.x + box.width / 2, rect.y + box.width / 2, rect.w - box.width,
                                 rect.h - box.width};
    } else if (f->stroke != TONE_NONE) {
        box.fill = f->stroke;
    }
    chart_draw_box(p, s, &box);
}

void chart_draw_value(const struct plot *p, struct slab *s, size_t series, const struct rect *area,
                      uint32_t value)
{
    const struct fill *f = fill_of(p->chart, series);
    const char *words = chart_text_number(p, value);
    const struct text_style *text_style = style_of(p->context, STYLE_CHART_VALUE);
    mpt width = chart_text_width(p, STYLE_CHART_VALUE, words), pad = text_style->size / 4,
        middle = area->y + area->h / 2;
    mpt room = f->pattern ? area->w - 2 * PT(3) : area->w, x = area->x + (area->w - width) / 2;
    if (width + 2 * pad > room) return;
    struct paper_box plate = {
        .rect = {x - pad, area->y + PT(1.6), width + 2 * pad, area->h - PT(3.2)},
        .fill = TONE_WHITE};
    if (f->pattern) chart_draw_box(p, s, &plate);
    chart_text_draw_line(p, s, STYLE_CHART_VALUE, f->fill == TONE_ACCENT ? TONE_WHITE : TONE_INK,
                         words, x, middle);
}
