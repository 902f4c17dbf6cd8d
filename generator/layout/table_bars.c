// Bars and shades in the cells of a text table. The words of a cell are what is read; a bar behind
// them shows the same share to the eye, and a shade how much there is. Both are artifacts.
#include "layout/pen.h"
#include "layout/table.h"

enum { LEAST_BAR = PT(20), MOST_WORDS = 75 };  // per cent of the cell that words may take

bool table_bars_any(const struct doc_node *table)
{
    for (const struct doc_node *row = table->first; row; row = row->next)
        for (const struct doc_node *cell = row->first; cell; cell = cell->next)
            if (cell->bar || cell->shade) return true;
    return false;
}

mpt table_bars_words(const struct context *c, const struct doc_node *table, size_t column,
                     mpt width)
{
    mpt widest = 0;
    const struct text_style *text_style = style_of(c, STYLE_CELL);
    for (const struct doc_node *row = table->first; row; row = row->next) {
        const struct doc_node *cell = child_of(row, column);
        if (!cell || !cell->bar) continue;
        mpt own = pen_width(c->ts->layout, text_style, c->language,
                            doc_plain(c->ts->scratch, cell));
        if (own > widest) widest = own;
    }
    if (!widest) return width;
    widest += PT(1);
    bool room = widest <= width / 100 * MOST_WORDS && width - widest >= LEAST_BAR + PT(6);
    return room ? widest : width;
}

void table_bars_add(const struct context *c, struct slab_list *list, const struct doc_node *cell,
                    mpt words, mpt width)
{
    struct slab *line = list->first;
    mpt gap = PT(6), high = c->ts->styles->bar, x = words + gap, room = width - x;
    if (!cell->bar || !line || !line->baseline || words >= width) return;
    mpt middle = line->baseline - pen_middle(style_of(c, STYLE_CELL)->size),
        full = (mpt)((int64_t)room * (cell->bar - 1) / 1000);
    const mpt stroke = PT(0.6);
    struct paper_box outline = {.rect = {x + stroke / 2, middle - high / 2 + stroke / 2,
                                         room - stroke, high - stroke},
                                .fill = TONE_WHITE,
                                .stroke = TONE_ACCENT,
                                .width = stroke},
                     filled = {.rect = {x, middle - high / 2, full, high}, .fill = TONE_ACCENT};
    slab_box(c->ts->scratch, line, &outline);
    if (full > 0) slab_box(c->ts->scratch, line, &filled);
}

// Behind the words, as high as the row: of the table's first column of slabs in that cell.
void table_bars_shade(const struct context *c, struct slab *row, const struct doc_node *cell, mpt x,
                      mpt width)
{
    static const uint8_t tones[DOC_DARKEST + 1] = {TONE_NONE, TONE_TINT, TONE_RULE, TONE_LINE};
    if (!cell->shade) return;
    mpt high = style_of(c, STYLE_CELL)->leading + row->pad_top + row->pad_bottom;
    slab_box(c->ts->scratch, row,
             &(struct paper_box){.rect = {x, 0, width, high}, .fill = tones[cell->shade]});
}
