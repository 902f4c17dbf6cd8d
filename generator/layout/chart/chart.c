// Charts: the rows around the bars. A row is a slab with its label, its bars and its note. What
// names the series stands above the rows, and is repeated where they go on on another page.
#include "layout/chart/chart.h"

#include "layout/element.h"
#include "layout/flow.h"
#include "layout/kinds.h"

enum {
    BESIDE_EMS = 36,  // columns this wide have the labels beside the bars
    SHORT_EMS = 28,   // and columns this wide, when labels are short
    LABELS = 38,      // per cent of the width: the most that labels take,
    SHORT = 28,       // short labels
    NOTES = 22,       // and notes
    MANY_ROWS = 3,
    KEPT_SHARE = 2,  // a chart lower than one in so many parts of a page stays whole
};

static const struct chart_renderer *const renderers[CHART_KIND_COUNT] = {
    [CHART_STACKED] = &chart_stacked,     [CHART_PAIRED] = &chart_paired,
    [CHART_STRIP] = &chart_strip,         [CHART_LADDER] = &chart_ladder,
    [CHART_MULTIPLES] = &chart_multiples,
};

// The widest label, or the widest note beside a bar, but no more than most.
static mpt widest(const struct plot *p, bool labels, mpt most)
{
    mpt wide = 0;
    for (size_t i = 0; i < p->chart->row_count; i++) {
        const struct chart_row *row = &p->chart->rows[i];
        mpt own = 0;
        if (labels) own = chart_text_width(p, STYLE_CHART_LABEL, row->label);
        else if (row->values) own = chart_text_width(p, STYLE_CHART_NOTE, row->note);
        if (own > wide) wide = own;
    }
    if (wide) wide += PT(1);  // words set one by one are not quite as wide as together
    return wide < most ? wide : most;
}

static struct plot plot_new(const struct context *c, const struct chart *chart)
{
    struct plot p = {.context = c, .chart = chart, .x = c->x, .width = c->width};
    mpt em = style_of(c, STYLE_CHART_LABEL)->size, gap = em;
    p.below = widest(&p, true, c->width);
    if (c->width < SHORT_EMS / 2 * em) return p;
    p.note_width = widest(&p, false, c->width * NOTES / 100);
    p.note_x = c->x + c->width - p.note_width;
    p.label_width = widest(&p, true, c->width * LABELS / 100);
    bool is_short = p.label_width < c->width * SHORT / 100;
    if (c->width < (is_short ? SHORT_EMS : BESIDE_EMS) * em) p.label_width = 0;
    if (p.label_width) {
        p.below = false;
        p.x += p.label_width + gap;
    }
    p.width = (p.note_width ? p.note_x - gap : c->x + c->width) - p.x;
    return p;
}

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

// Label, bars and note beside each other, the middle of each at one height.
static void typeset_beside(const struct plot *p, const struct chart_renderer *d, struct slab *s,
                           const struct chart_row *row)
{
    mpt gap = p->context->ts->styles->bar_gap, bars = d->height(p);
    struct chart_text label = chart_text(p, STYLE_CHART_LABEL, row->label, p->label_width,
                                         ALIGN_LEFT),
                      note = {0};
    mpt note_width = row->values ? p->note_width : p->context->x + p->context->width - p->x;
    if (note_width)
        note = chart_text(p, STYLE_CHART_NOTE, row->note, note_width,
                          row->values ? ALIGN_RIGHT : ALIGN_LEFT);
    mpt high = larger(larger(label.height, note.height), bars), middle = gap + high / 2;
    s->height = high + 2 * gap;
    chart_text_draw(p, s, &label, p->context->x, middle - label.height / 2);
    if (row->values && d->zero) chart_draw_zero_line(p, s, 0, s->height);
    if (row->values) d->bars(p, s, row, middle - bars / 2);
    chart_text_draw(p, s, &note, row->values ? p->note_x : p->x, middle - note.height / 2);
}

// The label above the bars, the note beside or below them.
static void typeset_below(const struct plot *p, const struct chart_renderer *d, struct slab *s,
                          const struct chart_row *row)
{
    const struct context *c = p->context;
    mpt gap = c->ts->styles->bar_gap, bars = d->height(p);
    struct chart_text label = chart_text(p, STYLE_CHART_LABEL, row->label, c->width, ALIGN_LEFT);
    bool beside = row->values && p->note_width;
    mpt note_width = beside ? p->note_width : c->width;
    struct chart_text note = chart_text(p, STYLE_CHART_NOTE, row->note, note_width,
                                        beside ? ALIGN_RIGHT : ALIGN_LEFT);
    mpt top = gap + label.height + PT(1);
    chart_text_draw(p, s, &label, c->x, gap);
    s->height = top + gap;
    if (row->values) {
        if (d->zero) chart_draw_zero_line(p, s, top - PT(1.5), top + bars + PT(1.5));
        d->bars(p, s, row, top);
        s->height += bars;
    }
    if (beside) {
        mpt note_top = top + larger(0, bars - note.height) / 2;
        chart_text_draw(p, s, &note, p->note_x, note_top);
        s->height = larger(s->height, note_top + note.height + gap);
    } else if (note.height) {
        chart_text_draw(p, s, &note, c->x, s->height - gap);
        s->height += note.height;
    }
}

static void typeset_rows(struct plot *p, const struct chart_renderer *d, struct slab_list *list)
{
    for (size_t i = 0; i < p->chart->row_count; i++) {
        struct slab *s = slab_new(p->context->ts->scratch, list);
        (p->label_width ? typeset_beside : typeset_below)(p, d, s, &p->chart->rows[i]);
    }
}

// No page has only one row of many.
static void keep_ends(struct slab *first)
{
    size_t left = 0;
    for (const struct slab *s = first; s; s = s->next) left++;
    bool many = left > MANY_ROWS;
    for (struct slab *s = first; s && s->next; s = s->next, left--)
        s->keep_next = left == 2 || (s == first && many);
}

// Appends the head to the rows. Returns a copy to be repeated; NULL: there is no head.
static struct slab *typeset_head(struct plot *p, const struct chart_renderer *d,
                                 struct slab_list *rows)
{
    struct arena *scratch = p->context->ts->scratch;
    struct slab_list list = {0};
    d->head(p, &list);
    if (!list.first) return NULL;
    struct slab *s = slab_columns(scratch, rows, 1, SPLIT_TALL);
    s->columns[0].first = list.first;
    s->keep_next = true;
    return slab_copy_artifact(scratch, s);
}

void chart_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    const struct chart *chart = n->chart;
    if (!chart || !chart->row_count || !chart->series_count) return;
    const struct chart_renderer *d = renderers[chart->kind];
    struct context inner = *c;
    struct slab_figure *figure = ARENA_NEW(ts->scratch, struct slab_figure);
    struct slab_list rows = {0}, body = {0};
    inner.element = element_new(ts, "Figure", c->element);
    element_get(ts, inner.element)->alternative = chart->alternative;
    struct plot p = plot_new(&inner, chart);
    struct slab *s = slab_columns(ts->scratch, c->out, 1, SPLIT_FREELY);
    s->header = typeset_head(&p, d, &rows);
    if (d->rows) d->rows(&p, &body);
    else typeset_rows(&p, d, &body);
    keep_ends(body.first);
    if (body.first) slab_append(&rows, body.first, body.last);
    s->columns[0].first = rows.first;
    s->before = s->after = ts->styles->block_gap;
    s->keep_next = n->next && n->next->kind == DOC_TABLE;  // its numbers
    *figure = (struct slab_figure){inner.element, c->x, c->width};
    s->figure = figure;
    struct page_breaker b = flow_breaker(ts->scratch, ts->page_height);
    if (flow_slab_height(&b, s, ts->page_height) <= ts->page_height / KEPT_SHARE)
        s->split = SPLIT_KEEP;
}
