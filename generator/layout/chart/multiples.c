// Small stacked bars of many units, each with its name above it, in columns that are read row by
// row.
#include "layout/chart/chart.h"

enum { MOST_COLUMNS = 3, LEAST_EMS = 14, MOST_NOTE = 35 };  // a column's width; per cent of it

struct cells {
    struct plot *plot;
    size_t columns;
    mpt width, gap;
    mpt note;
};

static mpt widest_note(const struct plot *p)
{
    mpt widest = 0;
    for (size_t i = 0; i < p->chart->row_count; i++) {
        const struct chart_row *row = &p->chart->rows[i];
        mpt width = row->values ? chart_text_width(p, STYLE_CHART_NOTE, row->note) + PT(1) : 0;
        if (width > widest) widest = width;
    }
    return widest;
}

static struct cells find_cells(struct plot *p)
{
    const struct context *c = p->context;
    struct cells cells = {.plot = p, .columns = MOST_COLUMNS, .gap = c->ts->styles->column_gap};
    mpt least = LEAST_EMS * style_of(c, STYLE_CHART_LABEL)->size;
    if (c->ts->large) cells.columns = 1;
    if (cells.columns > p->chart->row_count) cells.columns = p->chart->row_count;
    cells.note = widest_note(p);
    if (least < cells.note * 100 / MOST_NOTE) least = cells.note * 100 / MOST_NOTE;
    while (cells.columns > 1 && (c->width + cells.gap) / (mpt)cells.columns - cells.gap < least)
        cells.columns--;
    cells.width = (c->width + cells.gap) / (mpt)cells.columns - cells.gap;
    if (cells.note > cells.width * MOST_NOTE / 100) cells.note = cells.width * MOST_NOTE / 100;
    return cells;
}

static mpt put_cell(const struct cells *cells, struct slab *s, const struct chart_row *row,
                    const struct chart_text *name, mpt x, mpt names)
{
    struct plot p = *cells->plot;
    mpt high = chart_stacked.height(&p), gap = style_of(p.context, STYLE_CHART_NOTE)->size / 2,
        top = names + PT(2);
    bool bar = row->values;
    p.x = x;
    p.width = cells->width - (cells->note ? cells->note + gap : 0);
    chart_text_draw(&p, s, name, x, names - name->height);
    mpt note_width = bar ? cells->note : cells->width;
    struct chart_text note = chart_text(&p, STYLE_CHART_NOTE, row->note, note_width,
                                        bar ? ALIGN_RIGHT : ALIGN_LEFT);
    if (!bar) {
        if (note.height < high) top += (high - note.height) / 2;
        chart_text_draw(&p, s, &note, x, top);
        return top + note.height;
    }
    chart_draw_zero_line(&p, s, top - PT(1.5), top + high + PT(1.5));
    chart_stacked.bars(&p, s, row, top);
    mpt note_top = note.height < high ? top + (high - note.height) / 2 : top;
    chart_text_draw(&p, s, &note, x + cells->width - cells->note, note_top);
    return note_top + note.height > top + high ? note_top + note.height : top + high;
}

static void put_row(const struct cells *cells, struct slab_list *list, const struct chart_row *rows,
                    size_t count)
{
    const struct plot *p = cells->plot;
    struct slab *s = slab_new(p->context->ts->scratch, list);
    struct chart_text names[MOST_COLUMNS];
    mpt high = 0;
    for (size_t i = 0; i < count; i++) {
        names[i] = chart_text(p, STYLE_CHART_LABEL, rows[i].label, cells->width, ALIGN_LEFT);
        if (names[i].height > high) high = names[i].height;
    }
    for (size_t i = 0; i < count; i++) {
        mpt x = p->context->x + (mpt)i * (cells->width + cells->gap);
        mpt bottom = put_cell(cells, s, &rows[i], &names[i], x, high) +
                     3 * p->context->ts->styles->bar_gap;
        if (bottom > s->height) s->height = bottom;
    }
}

static void typeset_rows(struct plot *p, struct slab_list *list)
{
    struct cells cells = find_cells(p);
    size_t left = p->chart->row_count;
    for (const struct chart_row *row = p->chart->rows; left;) {
        size_t count = left < cells.columns ? left : cells.columns;
        put_row(&cells, list, row, count);
        row += count;
        left -= count;
    }
}

static void head(struct plot *p, struct slab_list *list)
{
    p->x = p->context->x;
    chart_legend(p, list);
    list->last->height += p->context->ts->styles->bar_gap;
}

const struct chart_renderer chart_multiples = {.head = head, .rows = typeset_rows};
