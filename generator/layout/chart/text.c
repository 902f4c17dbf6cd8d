// Words of charts: labels of at most three lines, numbers, and text on one line.
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/chart/chart.h"
#include "layout/pen.h"
#include "layout/text.h"

enum { MOST_LINES = 3, LONGEST = 4000 };  // bytes

static size_t typeset_lines(const struct plot *p, struct chart_text *w, const struct paragraph *how,
                            const char *text, mpt width)
{
    struct doc_node *node = doc_new(p->context->ts->scratch, DOC_TEXT, (struct place){0});
    w->lines = (struct slab_list){0};
    struct context c = context_column(p->context, &w->lines, width);
    node->text = text;
    struct inlines in;
    return text_typeset(&c, node, NULL, how, &in);
}

// Where a text may be cut: behind each of its graphemes. Returns how many there are.
static size_t find_cuts(const char *text, uint16_t cuts[LONGEST])
{
    size_t count = 0, at = 0;
    for (size_t n; text[at] && count < LONGEST && (n = utf8_grapheme(text + at));
         cuts[count++] = (uint16_t)at)
        at += n;
    return count;
}

static const char *cut_text(const struct plot *p, const char *text, size_t n)
{
    while (n && text[n - 1] == ' ') n--;
    return arena_printf(p->context->ts->scratch, "%.*s…", (int)n, text);
}

// As many graphemes as three lines have room for.
static void shorten(const struct plot *p, struct chart_text *w, const struct paragraph *how,
                    const char *text, mpt width)
{
    uint16_t cuts[LONGEST];
    size_t fits = 0, over = find_cuts(text, cuts);
    while (over - fits > 1) {
        size_t middle = fits + (over - fits) / 2;
        if (typeset_lines(p, w, how, cut_text(p, text, cuts[middle - 1]), width) > MOST_LINES)
            over = middle;
        else fits = middle;
    }
    typeset_lines(p, w, how, cut_text(p, text, fits ? cuts[fits - 1] : 0), width);
}

// A space behind the last word: texts that are read one after the other do not run together.
static void end_words(const struct plot *p, const struct chart_text *w, enum style_name text_style)
{
    struct slab *s = w->lines.last;
    if (!s || !s->item_count) return;
    struct typesetter *ts = p->context->ts;
    assert(s->items[s->item_count - 1].kind == ITEM_RUN);
    struct paper_run run = s->items[s->item_count - 1].run;
    pen_text(ts->layout, ts->arena, s, style_of(p->context, text_style), p->context->language, " ",
             run.x + run.width, run.baseline, p->context->element);
}

struct chart_text chart_text(const struct plot *p, enum style_name text_style, const char *text,
                             mpt width, enum doc_align align)
{
    struct chart_text w = {0};
    if (!text || !*text) return w;
    struct arena *scratch = p->context->ts->scratch;
    struct paragraph how = {
        .text_style = text_style, .align = align, .element = p->context->element};
    size_t n = strlen(text);
    if (n >= LONGEST) n = LONGEST - 1;
    while (n && utf8_is_continuation(text[n])) n--;
    text = arena_strndup(scratch, text, n);
    if (typeset_lines(p, &w, &how, text, width) > MOST_LINES) shorten(p, &w, &how, text, width);
    end_words(p, &w, text_style);
    for (const struct slab *s = w.lines.first; s; s = s->next) w.height += s->height;
    return w;
}

void chart_text_draw(const struct plot *p, struct slab *s, const struct chart_text *w, mpt x,
                     mpt top)
{
    struct arena *scratch = p->context->ts->scratch;
    for (const struct slab *line = w->lines.first; line; top += line->height, line = line->next)
        for (size_t i = 0; i < line->item_count; i++) {
            struct paper_item *item = ARENA_PUSH(scratch, s->items, s->item_count, s->item_room);
            *item = line->items[i];
            paper_move(item, x, top);
        }
}

mpt chart_text_width(const struct plot *p, enum style_name text_style, const char *text)
{
    if (!text) return 0;
    const struct text_style *l = style_of(p->context, text_style);
    if (strlen(text) > LONGEST) return p->context->width;
    return pen_width(p->context->ts->layout, l, p->context->language, text);
}

void chart_text_draw_line(const struct plot *p, struct slab *s, enum style_name text_style,
                          uint8_t tone, const char *text, mpt x, mpt middle)
{
    struct typesetter *ts = p->context->ts;
    const struct text_style *l = style_of(p->context, text_style);
    struct pen pen = pen_new(ts->layout, ts->arena, s, x,
                             middle - l->leading / 2 + pen_baseline(ts->layout, l));
    struct pen_style style = {l->style, tone, l->size, p->context->element, p->context->language};
    pen_write(&pen, &style, text, strlen(text));
    pen_write(&pen, &style, " ", 1);
    pen_flush(&pen);
}

// Groups of three with no-break spaces, from five digits up.
const char *chart_text_number(const struct plot *p, uint64_t value)
{
    char digits[24], grouped[64] = "";
    int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    if (n < 5) return arena_strndup(p->context->ts->scratch, digits, (size_t)n);
    char *to = grouped;
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) to = stpcpy(to, "\xC2\xA0");
        *to++ = digits[i];
        *to = '\0';
    }
    return arena_strndup(p->context->ts->scratch, grouped, (size_t)(to - grouped));
}
