// Paragraphs and headings.
#include "layout/paragraph.h"

#include <string.h>

#include "base/utf8.h"
#include "layout/element.h"
#include "layout/figure.h"
#include "layout/kinds.h"
#include "layout/pen.h"
#include "layout/who.h"

enum {
    LONG_HEADING = 3,  // lines
    BOLD_WIDTH = 58,   // per cent of an em: a letter's, on an average
};

size_t paragraph_lines(const struct context *c, const struct doc_node *first,
                       const struct doc_node *stop, const struct paragraph *p)
{
    struct inlines in;
    size_t lines = text_typeset(c, first, stop, p, &in);
    figure_typeset_all(c, &in);
    return lines;
}

static enum style_name style_for(const struct context *c, enum doc_role role)
{
    static const enum style_name styles[ROLE_COUNT] = {
        [ROLE_LEAD] = STYLE_LEAD,
        [ROLE_NOTE] = STYLE_NOTE,
        [ROLE_FINE_PRINT] = STYLE_FINE_PRINT,
        [ROLE_LABEL] = STYLE_LABEL,
        [ROLE_THREAD] = STYLE_THREAD,
        [ROLE_KICKER] = STYLE_KICKER,
        [ROLE_QUESTION] = STYLE_QUESTION,
    };
    return role == ROLE_BODY || role >= ROLE_COUNT ? c->body : styles[role];
}

// The arrow before a thread: down, then to the text.
static void draw_thread(const struct context *c, struct slab *s, mpt size)
{
    mpt x = c->x + size / 6, turn = s->baseline - size / 3, head = size / 5,
        end = c->x + size * 9 / 10, w = size / 14;
    const mpt from[4][4] = {{x, turn - size / 2, x, turn},
                            {x, turn, end, turn},
                            {end - head, turn - head, end, turn},
                            {end - head, turn + head, end, turn}};
    for (int i = 0; i < 4; i++)
        slab_rule(c->ts->scratch, s,
                  &(struct paper_rule){from[i][0], from[i][1], from[i][2], from[i][3], w,
                                       TONE_MUTED, false, false});
}

static void typeset_thread(const struct context *c, const struct doc_node *n,
                           const struct paragraph *p)
{
    mpt size = style_of(c, p->text_style)->size, indent = size * 14 / 10;
    struct context inner = *c;
    inner.x += indent;
    inner.width -= indent;
    struct slab *above = c->out->last;
    if (!paragraph_lines(&inner, n->first, NULL, p)) return;
    draw_thread(c, above ? above->next : c->out->first, size);
}

void paragraph_typeset(const struct context *c, const struct doc_node *n)
{
    struct paragraph p = {style_for(c, n->role), c->align, element_new(c->ts, "P", c->element),
                          false, 0};
    bool binds = n->role == ROLE_KICKER || n->role == ROLE_LABEL || n->role == ROLE_QUESTION ||
                 n->role == ROLE_THREAD;
    p.keep_next = binds && n->next;
    size_t elements = c->ts->section->element_count;
    struct slab *above = c->out->last;
    // right under a heading
    if (n->role == ROLE_NOTE && above && above->keep_next) p.keep_next = n->next;
    if (n->role == ROLE_THREAD) typeset_thread(c, n, &p);
    else who_lines(c, n, &p);
    if (c->out->last != above) c->out->last->introduces = n->role == ROLE_KICKER;
    if (c->out->last == above && elements == c->ts->section->element_count)
        element_drop(c->ts, p.element);
}

void paragraph_typeset_inlines(const struct context *c, const struct doc_node *first,
                               const struct doc_node *stop, bool own)
{
    struct paragraph p = {.text_style = c->body, .align = c->align, .element = c->element};
    if (own) p.element = element_new(c->ts, "P", c->element);
    paragraph_lines(c, first, stop, &p);
}

static void add_bookmark(const struct context *c, const struct doc_node *n, struct slab *s,
                         int level)
{
    struct typesetter *ts = c->ts;
    if (c->inside || level > 2) return;
    struct paper_bookmark *b = ARENA_NEW(ts->scratch, struct paper_bookmark);
    b->title = level == 1 && ts->title ? ts->title : doc_plain(ts->arena, n);
    b->level = level;
    if (level == 1) ts->title = NULL;
    s->bookmark = b;
}

// A heading as long as a paragraph is set smaller, down to the size of text.
static enum style_name heading_style(const struct context *c, const struct doc_node *n, int level)
{
    enum style_name name = (enum style_name)(STYLE_H1 + level - 1);
    int64_t width = c->width < c->ts->styles->measure ? c->width : c->ts->styles->measure;
    const char *words = doc_plain(c->ts->scratch, n);
    int64_t characters = (int64_t)utf8_length(words, strlen(words));
    if (name == STYLE_H1 && characters * style_of(c, name)->size * BOLD_WIDTH / 100 > width)
        name = STYLE_H1_LONG;
    for (; name > STYLE_H1 && name < STYLE_H4; name++)
        if (characters * style_of(c, name)->size * BOLD_WIDTH / 100 <= LONG_HEADING * width) break;
    return name;
}

void paragraph_typeset_heading(const struct context *c, const struct doc_node *n)
{
    int level;
    int32_t element = element_heading(c->ts, n->level, c->element, &level);
    const struct text_style *own = style_of(c, (enum style_name)(STYLE_H1 + level - 1));
    struct paragraph p = {heading_style(c, n, level), ALIGN_LEFT, element, true, own->before};
    struct slab *above = c->out->last;
    if (!paragraph_lines(c, n->first, NULL, &p)) return;
    struct slab *first = above ? above->next : c->out->first;
    first->starts_heading = true;
    c->out->last->after = own->after;
    if (above && above->introduces) first->before = 0;
    add_bookmark(c, n, first, level);
}
