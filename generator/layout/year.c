// A year: points on one line in order of time, each with its dates and what it is. The words are
// the content, line and points are artifacts. Points stand by their days as far as their words have
// room; where they have none, they are spread evenly. In large print they are a list.
#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

enum { POINT = PT(8), OWN_POINT = PT(11), GAP = PT(10), MOST_POINTS = 24 };

struct year_line {
    const struct context *context;
    const struct doc_node *events[MOST_POINTS];
    mpt x[MOST_POINTS], width[MOST_POINTS];
    size_t count;
};

static int32_t day_of(const struct doc_node *event)
{
    return date_day_number(date_is_set(event->from) ? event->from : event->to);
}

static enum style_name dates_style(const struct doc_node *event)
{
    return event->marked ? STYLE_CELL_HEAD : STYLE_FIELD_LABEL;
}

static mpt words_width(const struct context *c, const struct doc_node *event)
{
    struct layout *l = c->ts->layout;
    mpt label = pen_width(l, style_of(c, STYLE_FIELD_LABEL), c->language,
                          doc_plain(c->ts->scratch, event->first));
    mpt dates = pen_width(l, style_of(c, dates_style(event)), c->language,
                          doc_plain(c->ts->scratch, event->last));
    return (label > dates ? label : dates) + PT(2);
}

// From left to right no words begin before those to the left of them end; then from right to left.
// False: there is no room.
static bool place_by_days(struct year_line *y)
{
    const struct context *c = y->context;
    int32_t first = day_of(y->events[0]), last = day_of(y->events[y->count - 1]);
    int64_t days = last > first ? last - first : 1, words = 0;
    mpt room = c->width - y->width[y->count - 1], end = c->x + c->width;
    for (size_t i = 0; i < y->count; i++) {
        y->x[i] = c->x + (mpt)(room * (day_of(y->events[i]) - first) / days);
        mpt least = i ? y->x[i - 1] + y->width[i - 1] + GAP : c->x;
        if (y->x[i] < least) y->x[i] = least;
        words += y->width[i] + (i ? GAP : 0);
    }
    if (words > c->width) return false;
    for (size_t i = y->count; i > 0; i--) {
        if (y->x[i - 1] + y->width[i - 1] > end) y->x[i - 1] = end - y->width[i - 1];
        end = y->x[i - 1] - GAP;
    }
    return true;
}

static void place_evenly(struct year_line *y)
{
    const struct context *c = y->context;
    mpt column = c->width / (mpt)y->count;
    for (size_t i = 0; i < y->count; i++) {
        y->x[i] = c->x + column * (mpt)i;
        y->width[i] = column - GAP;
    }
}

static void typeset_line(const struct context *c, const struct doc_node *n, enum style_name style)
{
    struct paragraph p = {
        .text_style = style, .element = element_new(c->ts, "P", c->element), .keep_next = true};
    paragraph_lines(c, n->first, NULL, &p);
}

static void typeset_words(const struct context *c, const struct doc_node *event, int32_t list)
{
    struct context inner = *c;
    int32_t item = element_new(c->ts, "LI", list);
    inner.element = element_new(c->ts, "LBody", item);
    typeset_line(&inner, event->last, dates_style(event));
    typeset_line(&inner, event->first, STYLE_FIELD_LABEL);
    for (struct slab *s = c->out->first; s; s = s->next) s->before = s->after = 0;
}

static void draw_points(const struct year_line *y, struct slab *s)
{
    const struct context *c = y->context;
    mpt middle = OWN_POINT / 2;
    slab_rule(c->ts->scratch, s,
              &(struct paper_rule){c->x, middle, c->x + c->width, middle, PT(1.2), TONE_INK, false,
                                   false});
    for (size_t i = 0; i < y->count; i++) {
        bool own = y->events[i]->marked;
        mpt side = own ? OWN_POINT : POINT;
        struct paper_box point = {.rect = {y->x[i], middle - side / 2, side, side},
                                  .fill = own ? TONE_ACCENT : TONE_WHITE,
                                  .stroke = TONE_ACCENT,
                                  .width = PT(1.2),
                                  .radius = side / 2};
        slab_box(c->ts->scratch, s, &point);
    }
}

static void typeset_points(struct year_line *y)
{
    const struct context *c = y->context;
    struct typesetter *ts = c->ts;
    if (!place_by_days(y)) place_evenly(y);
    int32_t list = element_new(ts, "L", c->element);
    struct slab *s = slab_columns(ts->scratch, c->out, y->count, SPLIT_TALL);
    s->before = PT(6);
    s->after = ts->styles->block_gap;
    s->pad_top = OWN_POINT + PT(3);
    draw_points(y, s);
    for (size_t i = 0; i < y->count; i++) {
        struct slab_list lines = {0};
        struct context inner = context_column(c, &lines, y->width[i]);
        typeset_words(&inner, y->events[i], list);
        s->columns[i] = (struct column){.x = y->x[i], .first = lines.first};
    }
}

// Dates beside their words, one event under the other.
static void typeset_list(const struct year_line *y)
{
    enum { DATES = 42 };  // per cent of the width
    const struct context *c = y->context;
    struct typesetter *ts = c->ts;
    mpt dates = c->width * DATES / 100;
    int32_t list = element_new(ts, "L", c->element);
    for (size_t i = 0; i < y->count; i++) {
        struct slab_list left = {0}, right = {0};
        struct slab *s = slab_columns(ts->scratch, c->out, 2, SPLIT_TALL);
        struct context first = context_column(c, &left, dates - GAP);
        struct context second = context_column(c, &right, c->width - dates);
        first.element = second.element = element_new(ts, "LBody", element_new(ts, "LI", list));
        typeset_line(&first, y->events[i]->last, dates_style(y->events[i]));
        typeset_line(&second, y->events[i]->first, STYLE_FIELD_LABEL);
        s->columns[0] = (struct column){.x = c->x, .first = left.first};
        s->columns[1] = (struct column){.x = c->x + dates, .first = right.first};
        s->before = s->after = PT(2);
    }
    c->out->last->after = ts->styles->block_gap;
}

void year_typeset(const struct context *c, const struct doc_node *n)
{
    struct year_line y = {.context = c};
    for (const struct doc_node *e = n->first; e && y.count < MOST_POINTS; e = e->next) {
        y.events[y.count] = e;
        y.width[y.count++] = words_width(c, e);
    }
    bool fits = !c->ts->large && c->width / (mpt)y.count >= WIDTH_LIMIT;
    if (fits) typeset_points(&y);
    else typeset_list(&y);
}
