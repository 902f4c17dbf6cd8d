// Text: inlines become fragments, fragments lines, and each line a slab.
#include "layout/text.h"

#include <assert.h>
#include <string.h>

#include "layout/element.h"
#include "layout/line_cache.h"
#include "layout/pen.h"

enum { LONGEST_ACTUAL = 2000 };  // bytes; a longer "word" is divided without saying so

struct text_lines {  // a paragraph being set
    const struct context *context;
    const struct inlines *in;
    const struct text_style *text_style;
    const struct fragment *fragments;
    const struct paragraph *paragraph;
    mpt width;
};

struct line_piece {  // what is being written on a line
    int32_t link;    // of which it is a part
    mpt x1, x2;
    bool struck;
};

static void end_link(struct text_lines *l, struct slab *s, struct line_piece *piece)
{
    struct arena *scratch = l->context->ts->scratch;
    const struct text_style *text_style = l->text_style;
    if (piece->link < 0 || piece->x2 <= piece->x1) return;
    const struct inline_link *link = &l->in->links[piece->link];
    mpt under = s->baseline + text_style->size / 8;
    struct paper_rule rule = {piece->x1,   under, piece->x2, under, text_style->size / 18,
                              TONE_ACCENT, false, false};
    slab_rule(scratch, s, &rule);
    *ARENA_PUSH(scratch, s->links, s->link_count, s->link_room) = (struct paper_link){
        link->element,
        link->uri,
        link->contents,
        {piece->x1, s->baseline - text_style->size, piece->x2 - piece->x1,
         text_style->size + text_style->size / 3}};
    piece->link = -1;
}

// A line through what stands there.
static void strike(struct text_lines *l, struct slab *s, const struct pen_style *style, mpt x1,
                   mpt x2)
{
    mpt y = s->baseline - style->size * 27 / 100;
    struct paper_rule rule = {x1, y, x2, y, style->size / 16, style->tone, false, false};
    if (x2 > x1) slab_rule(l->context->ts->scratch, s, &rule);
}

// Writes the bytes from start to end, span by span.
static void write_range(struct text_lines *l, struct pen *pen, uint32_t start, uint32_t end,
                        struct line_piece *piece)
{
    for (size_t i = inlines_span(l->in, start); start < end; i++) {
        const struct span *span = &l->in->spans[i];
        uint32_t to = span->end < end ? span->end : end;
        if (span->link != piece->link) {
            pen_flush(pen);
            end_link(l, pen->slab, piece);
            *piece = (struct line_piece){span->link, pen->x, pen->x, piece->struck};
        }
        if (span->struck != piece->struck) pen_flush(pen);  // the line begins where it is
        piece->struck = span->struck;
        mpt from = pen->x;
        pen_write(pen, &span->style, l->in->text + start, to - start);
        piece->x2 = pen_visible_x(pen);
        if (span->struck) strike(l, pen->slab, &span->style, from, piece->x2);
        start = to;
    }
}

// Whether a line break behind that fragment parts a word, and one that is not too long to be said
// as a whole.
static bool is_parted(const struct text_lines *l, size_t index)
{
    const struct fragment *f = &l->fragments[index];
    return f->word_stop > index + 1 &&
           l->fragments[f->word_stop - 1].end - l->fragments[f->word].start <= LONGEST_ACTUAL;
}

// Writes the fragments from … to - 1. Parts of a word that no hyphen divides here are shaped as
// one.
static void write_fragments(struct text_lines *l, struct pen *pen, size_t from, size_t to,
                            struct line_piece *piece)
{
    for (size_t i = from, k; i < to; i = k + 1) {
        for (k = i; k + 1 < to && l->fragments[k].ends == END_HYPHEN;) k++;
        const struct fragment *last = &l->fragments[k];
        write_range(l, pen, l->fragments[i].start, last->end, piece);
        uint32_t space = last->end;
        while (space < last->next && l->in->text[space] == ' ') space++;
        if (k + 1 < to || last->ends == END_SPACE) write_range(l, pen, last->end, space, piece);
    }
}

// The first fragment of the word that the end of the line parts, or to where there is none.
// *actual: what the fragments from there on mean. A parted word is said as a whole by its first
// part, and its other parts say nothing.
static size_t tail_of(const struct text_lines *l, size_t from, size_t to, const char **actual)
{
    const struct fragment *last = &l->fragments[to - 1];
    *actual = NULL;
    if (!is_parted(l, to - 1)) return to;
    *actual = "";
    if (last->word < from) return from;
    uint32_t start = l->fragments[last->word].start, end = l->fragments[last->word_stop - 1].end;
    if (l->in->text[end] == ' ') end++;  // the space behind the last part is said with the word
    *actual = arena_strndup(l->context->ts->arena, l->in->text + start, end - start);
    return last->word;
}

// Behind the last fragment of a word that the line before has begun; from where there is none.
static size_t head_of(const struct text_lines *l, size_t from, size_t to)
{
    if (!from || !is_parted(l, from - 1)) return from;
    uint32_t stop = l->fragments[from - 1].word_stop;
    return stop < to ? stop : to;
}

static void write_line(struct text_lines *l, struct slab *s, size_t from, size_t to, mpt x)
{
    struct typesetter *ts = l->context->ts;
    struct pen pen = pen_new(ts->layout, ts->arena, s, x, s->baseline);
    struct line_piece piece = {.link = -1};
    const char *actual;
    size_t tail = tail_of(l, from, to, &actual), head = head_of(l, from, to);
    if (head > tail) head = tail;
    pen.actual = head > from ? "" : NULL;
    write_fragments(l, &pen, from, head, &piece);
    pen_flush(&pen);
    pen.actual = NULL;
    write_fragments(l, &pen, head, tail, &piece);
    pen_flush(&pen);
    pen.actual = actual;
    write_fragments(l, &pen, tail, to, &piece);
    const struct fragment *last = &l->fragments[to - 1];
    const struct pen_style *style = &l->in->spans[inlines_span(l->in, last->start)].style;
    if (last->ends == END_HYPHEN) pen_write(&pen, style, "-", 1);
    // lines that are read one after the other do not run together
    else if (last->ends == END_MUST) pen_write(&pen, style, " ", 1);
    pen_flush(&pen);
    end_link(l, s, &piece);
}

static mpt line_x(const struct text_lines *l, size_t from, size_t to)
{
    if (l->paragraph->align == ALIGN_LEFT) return l->context->x;
    mpt width = 0;
    for (size_t i = from; i < to; i++)
        width += l->fragments[i].width + (i + 1 < to ? l->fragments[i].space : 0);
    if (l->fragments[to - 1].ends == END_HYPHEN) width += l->fragments[to - 1].hyphen;
    mpt slack = l->width > width ? l->width - width : 0;
    return l->context->x + (l->paragraph->align == ALIGN_CENTER ? slack / 2 : slack);
}

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static void typeset_lines(struct text_lines *l, const uint32_t *breaks, size_t count)
{
    const struct context *c = l->context;
    for (size_t i = 0; i < count; i++) {
        struct slab *s = slab_new(c->ts->scratch, c->out);
        bool last = i + 1 == count;
        s->height = l->text_style->leading;
        s->baseline = pen_baseline(c->ts->layout, l->text_style);
        if (!i) s->before = larger(l->text_style->before, l->paragraph->before);
        if (last) s->after = l->text_style->after;
        // no page has one line of many
        s->keep_next = l->paragraph->keep_next || (!last && (!i || i + 2 == count));
        write_line(l, s, breaks[i], breaks[i + 1], line_x(l, breaks[i], breaks[i + 1]));
    }
}

// Whether a column is so narrow that words in it are divided.
static bool is_narrow(const struct context *c, const struct text_style *text_style, mpt width)
{
    return width < (mpt)((int64_t)text_style->size * 54 / 100 * c->ts->styles->narrow);
}

static bool is_personal(const struct doc_node *first, const struct doc_node *stop)
{
    for (const struct doc_node *n = first; n && n != stop; n = n->next)
        if (doc_widest_scope(n) == SCOPE_PERSON) return true;
    return false;
}

size_t text_typeset(const struct context *c, const struct doc_node *first,
                    const struct doc_node *stop, const struct paragraph *p, struct inlines *in)
{
    struct typesetter *ts = c->ts;
    struct text_lines l = {.context = c,
                           .in = in,
                           .text_style = style_of(c, p->text_style),
                           .paragraph = p,
                           .width = c->width};
    if (p->align == ALIGN_LEFT && l.width > ts->styles->measure) l.width = ts->styles->measure;
    inlines_gather(c, first, stop, l.text_style, p->element, in);
    if (p->element >= 0 && is_personal(first, stop)) element_get(ts, p->element)->personal = true;
    bool heading = p->text_style >= STYLE_H1 && p->text_style <= STYLE_H6;
    bool divide = !heading && is_narrow(c, l.text_style, l.width);
    struct line_breaks lines = line_cache_get(c, in, l.width, divide);
    l.fragments = lines.fragments;
    typeset_lines(&l, lines.breaks, lines.line_count);
    return lines.line_count;
}
