// A timeline: a row for each event with its words and a bar for its days on an axis of months. The
// words are the content; axis and bars are artifacts, so that nothing is said twice and nothing
// depends on seeing them. A single day is a dot. Where there is no room beside the words, the bar
// runs below them.
#include <string.h>

#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

enum { MOST_TICKS = 26 };

struct axis {
    const struct context *context;
    mpt x, width;         // of the drawing, in the list
    int32_t first, last;  // day numbers: the first day shown and the one after the last
    int first_month;      // months since year 0
    int months, step;     // months shown; months from tick to tick
    const char *names;    // of the months, separated by spaces; NULL: their numbers
    mpt *ticks;
    size_t tick_count;
};

static int32_t month_start(int month)
{
    return date_day_number((struct date){(int16_t)(month / 12), (int8_t)(month % 12 + 1), 1});
}

static int month_of(struct date d)
{
    return d.year * 12 + d.month - 1;
}

static struct date end_of(const struct doc_node *event)
{
    return date_is_set(event->to) && date_compare(event->to, event->from) > 0 ? event->to
                                                                              : event->from;
}

static mpt x_of(const struct axis *axis, int32_t day)
{
    return axis->x + (mpt)((int64_t)axis->width * (day - axis->first) / (axis->last - axis->first));
}

// The months from the first event's to the last one's; false when no event has a date.
static bool find_span(struct axis *axis, const struct doc_node *n)
{
    int first = 0, last = -1;
    for (const struct doc_node *e = n->first; e; e = e->next) {
        if (!date_is_set(e->from)) continue;
        int from = month_of(e->from), to = month_of(end_of(e));
        if (last < 0 || from < first) first = from;
        if (to > last) last = to;
    }
    if (last < 0) return false;
    static const int steps[] = {1, 3, 6, 12, 60, 120, 1200, 12000, 120000};
    axis->months = last - first + 1;
    size_t i = 0;
    while (axis->months / steps[i] >= MOST_TICKS) i++;
    axis->step = steps[i];
    first -= first % axis->step;
    axis->months = (last - first) / axis->step * axis->step + axis->step;
    axis->first_month = first;
    axis->first = month_start(first);
    axis->last = month_start(first + axis->months);
    return axis->last > axis->first;
}

static void make_ticks(struct axis *axis)
{
    axis->ticks = ARENA_ARRAY(axis->context->ts->scratch, mpt, axis->months / axis->step + 1);
    for (int month = 0; month <= axis->months; month += axis->step)
        axis->ticks[axis->tick_count++] = x_of(axis, month_start(axis->first_month + month));
}

static const char *month_name(const struct axis *axis, int month)
{
    struct arena *scratch = axis->context->ts->scratch;
    const char *name = axis->names;
    for (int i = 0; name && *name && i < month % 12; i++) {
        name += strcspn(name, " ");
        name += strspn(name, " ");
    }
    if (name && *name) return arena_strndup(scratch, name, strcspn(name, " "));
    return arena_printf(scratch, "%d", month % 12 + 1);
}

static void put_label(const struct axis *axis, struct slab *s, const struct text_style *text_style,
                      const char *text, mpt left, mpt right, mpt top)
{
    const struct context *c = axis->context;
    struct layout *l = c->ts->layout;
    mpt width = pen_width(l, text_style, c->language, text);
    mpt x = right > left ? left + (right - left - width) / 2 : left;
    pen_text(l, c->ts->arena, s, text_style, c->language, text, x,
             top + pen_baseline(l, text_style), ELEMENT_ARTIFACT);
}

static void put_years(const struct axis *axis, struct slab *s, const struct text_style *text_style)
{
    mpt free = axis->x - PT(1);
    for (size_t i = 0; i + 1 < axis->tick_count; i++) {
        int month = axis->first_month + (int)i * axis->step;
        if (i && month % 12) continue;
        const char *year = arena_printf(axis->context->ts->scratch, "%d", month / 12);
        mpt width = pen_width(axis->context->ts->layout, text_style, axis->context->language, year);
        if (axis->ticks[i] < free || axis->ticks[i] + width > axis->x + axis->width) continue;
        put_label(axis, s, text_style, year, axis->ticks[i] + PT(2), 0, 0);
        free = axis->ticks[i] + width + PT(6);
    }
}

static struct slab *typeset_axis(const struct axis *axis, struct slab_list *rows)
{
    const struct context *c = axis->context;
    const struct text_style *text_style = style_of(c, STYLE_AXIS);
    struct slab *s = slab_new(c->ts->scratch, rows);
    bool months = axis->step == 1;
    put_years(axis, s, text_style);
    mpt room = axis->ticks[1] - axis->ticks[0];
    mpt widest = 0;
    for (int i = 0; months && i < 12; i++) {
        mpt w = pen_width(c->ts->layout, text_style, c->language, month_name(axis, i));
        if (w > widest) widest = w;
    }
    for (size_t i = 0; months && widest < room && i + 1 < axis->tick_count; i++)
        put_label(axis, s, text_style, month_name(axis, axis->first_month + (int)i), axis->ticks[i],
                  axis->ticks[i + 1], text_style->leading);
    s->height = text_style->leading * (months && widest < room ? 2 : 1) + PT(2);
    s->keep_next = true;
    struct paper_rule rule = {
        axis->x, s->height, axis->x + axis->width, s->height, PT(0.9), TONE_INK, false, false};
    slab_rule(c->ts->scratch, s, &rule);
    return s;
}

static void draw_bar(const struct axis *axis, const struct doc_node *event, struct slab *s,
                     mpt middle)
{
    if (!date_is_set(event->from)) return;
    mpt lane = axis->context->ts->styles->lane;
    mpt from = x_of(axis, date_day_number(event->from)),
        to = x_of(axis, date_day_number(end_of(event)) + 1);
    struct paper_box bar = {
        .rect = {from, middle - lane / 2, to - from, lane}, .fill = TONE_ACCENT, .radius = PT(1.5)};
    if (!date_compare(event->from, end_of(event)) || to - from < lane) {
        bar.rect = (struct rect){from + (to - from) / 2 - lane / 2, middle - lane / 2, lane, lane};
        bar.radius = lane / 2;
    }
    slab_box(axis->context->ts->scratch, s, &bar);
}

static void typeset_words(const struct context *c, const struct doc_node *event)
{
    const struct doc_node *label = event->first, *dates = child_of(event, 1);
    struct paragraph p = {.text_style = STYLE_EVENT,
                          .element = element_new(c->ts, "P", c->element),
                          .keep_next = true};
    if (label)
        paragraph_lines(c, label->first ? label->first : label, label->first ? NULL : label->next,
                        &p);
    if (!dates) return;
    p.text_style = STYLE_EVENT_DATES;
    p.element = element_new(c->ts, "P", c->element);
    paragraph_lines(c, dates->first ? dates->first : dates, dates->first ? NULL : dates->next, &p);
}

static void typeset_event(const struct axis *axis, struct slab_list *rows,
                          const struct doc_node *event, int32_t list, mpt words)
{
    const struct context *c = axis->context;
    struct typesetter *ts = c->ts;
    struct slab *s = slab_columns(ts->scratch, rows, 1, SPLIT_TALL);
    struct slab_list lines = {0};
    struct context inner = context_column(c, &lines, words);
    struct decor *d = ARENA_NEW(ts->scratch, struct decor);
    bool beside = axis->x > c->x;
    mpt lane = ts->styles->lane, pad = PT(5), below = beside ? 0 : lane + PT(4);
    int32_t item = element_new(ts, "LI", list);
    if (event->language) inner.language = element_get(ts, item)->language = event->language;
    inner.element = element_new(ts, "LBody", item);
    typeset_words(&inner, event);
    s->columns[0] = (struct column){.x = c->x, .first = lines.first};
    s->pad_top = pad;
    s->pad_bottom = pad + below;
    *d = (struct decor){.x = c->x, .width = c->width, .below = TONE_RULE, .below_width = PT(0.5)};
    if (axis->tick_count) {
        d->uprights = axis->ticks;
        d->upright_count = axis->tick_count;
        d->upright_tone = TONE_RULE;
        mpt height = lines.first ? lines.first->height : lane;
        mpt words_height = 0;
        for (const struct slab *k = lines.first; k; k = k->next) words_height += k->height;
        if (!beside) d->upright_top = pad + words_height;
        draw_bar(axis, event, s, beside ? pad + height / 2 : pad + words_height + PT(2) + lane / 2);
    }
    s->decor = d;
}

void timeline_typeset(const struct context *c, const struct doc_node *n)
{
    struct typesetter *ts = c->ts;
    if (!n->first) return;
    if (n->form) {
        year_typeset(c, n);
        return;
    }
    bool beside = !ts->large && c->width >= PT(330);
    mpt words = beside ? c->width * 38 / 100 : c->width;
    struct axis axis = {.context = c, .x = beside ? c->x + words + PT(12) : c->x, .names = n->text};
    axis.width = c->x + c->width - axis.x - PT(1);
    struct slab *s = slab_columns(ts->scratch, c->out, 1, beside ? SPLIT_KEEP : SPLIT_FREELY);
    struct slab_list rows = {0};
    s->before = s->after = ts->styles->block_gap;
    if (find_span(&axis, n)) {
        make_ticks(&axis);
        s->header = slab_copy_artifact(ts->scratch, typeset_axis(&axis, &rows));
    }
    int32_t list = element_new(ts, "L", c->element);
    for (const struct doc_node *e = n->first; e; e = e->next)
        typeset_event(&axis, &rows, e, list, words);
    s->columns[0].first = rows.first;
}
