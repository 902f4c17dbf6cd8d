// Paragraphs and headings: inlines → units → lines → slabs.
#include <string.h>

#include "layout/broken.h"

enum {
    LONGEST_ACTUAL = 2000,  // bytes; a longer "word" is divided without saying so
    LONG_HEADING = 3,       // lines
    BOLD_WIDTH = 58,        // per cent of an em: a letter's, on an average
};

struct lines {  // a paragraph being set
    const struct context *context;
    const struct inlines *in;
    const struct look *look;
    const struct unit *units;
    const struct paragraph *paragraph;
    mpt width;
};

struct link_piece {  // the part of a link that stands on a line
    int32_t link;
    mpt x1, x2;
};

static void end_link(struct lines *l, struct slab *s, struct link_piece *piece)
{
    struct arena *scratch = l->context->set->scratch;
    const struct look *look = l->look;
    if (piece->link < 0 || piece->x2 <= piece->x1) return;
    const struct inline_link *link = &l->in->links[piece->link];
    mpt under = s->baseline + look->size / 8;
    struct paper_rule rule = {piece->x1,       under,       piece->x2, under,
                              look->size / 18, TONE_ACCENT, false,     false};
    slab_rule(scratch, s, &rule);
    *ARENA_PUSH(scratch, s->links, s->link_count, s->link_room) = (struct paper_link){
        link->element,
        link->uri,
        link->contents,
        {piece->x1, s->baseline - look->size, piece->x2 - piece->x1, look->size + look->size / 3}};
    piece->link = -1;
}

// Writes the bytes from start to end, span by span.
static void write_range(struct lines *l, struct pen *pen, uint32_t start, uint32_t end,
                        struct link_piece *piece)
{
    for (size_t i = inlines_span(l->in, start); start < end; i++) {
        const struct span *span = &l->in->spans[i];
        uint32_t to = span->end < end ? span->end : end;
        if (span->link != piece->link) {
            pen_flush(pen);
            end_link(l, pen->slab, piece);
            *piece = (struct link_piece){span->link, pen->x, pen->x};
        }
        pen_write(pen, &span->style, l->in->text + start, to - start);
        piece->x2 = pen_seen(pen);
        start = to;
    }
}

// Whether a line break behind that unit parts a word, and one that is not too long to be said.
static bool is_parted(const struct lines *l, size_t index)
{
    const struct unit *u = &l->units[index];
    return u->word_stop > index + 1 &&
           l->units[u->word_stop - 1].end - l->units[u->word].start <= LONGEST_ACTUAL;
}

// Units from … to - 1 without regard to what the words mean; parts of a word with possible hyphens
// are shaped as one.
static void write_units(struct lines *l, struct pen *pen, size_t from, size_t to,
                        struct link_piece *piece)
{
    for (size_t i = from, k; i < to; i = k + 1) {
        for (k = i; k + 1 < to && l->units[k].ends == END_HYPHEN;) k++;
        const struct unit *last = &l->units[k];
        write_range(l, pen, l->units[i].start, last->end, piece);
        uint32_t space = last->end;
        while (space < last->next && l->in->text[space] == ' ') space++;
        if (k + 1 < to || last->ends == END_SPACE) write_range(l, pen, last->end, space, piece);
    }
}

// Where the word begins that the end of the line parts; its meaning stands where its first part
// does.
static size_t tail_of(const struct lines *l, size_t from, size_t to, const char **actual)
{
    const struct unit *last = &l->units[to - 1];
    *actual = NULL;
    if (!is_parted(l, to - 1)) return to;
    *actual = "";
    if (last->word < from) return from;
    uint32_t start = l->units[last->word].start, end = l->units[last->word_stop - 1].end;
    if (l->in->text[end] == ' ') end++;  // the space behind the second part is said with the word
    *actual = arena_strndup(l->context->set->arena, l->in->text + start, end - start);
    return last->word;
}

// Where the word ends that the line before has begun.
static size_t head_of(const struct lines *l, size_t from, size_t to)
{
    if (!from || !is_parted(l, from - 1)) return from;
    uint32_t stop = l->units[from - 1].word_stop;
    return stop < to ? stop : to;
}

static void write_line(struct lines *l, struct slab *s, size_t from, size_t to, mpt x)
{
    struct setting *set = l->context->set;
    struct pen pen = pen_new(set->layout, set->arena, s, x, s->baseline);
    struct link_piece piece = {.link = -1};
    const char *actual;
    size_t tail = tail_of(l, from, to, &actual), head = head_of(l, from, to);
    if (head > tail) head = tail;
    pen.actual = head > from ? "" : NULL;
    write_units(l, &pen, from, head, &piece);
    pen_flush(&pen);
    pen.actual = NULL;
    write_units(l, &pen, head, tail, &piece);
    pen_flush(&pen);
    pen.actual = actual;
    write_units(l, &pen, tail, to, &piece);
    if (l->units[to - 1].ends == END_HYPHEN)
        pen_write(&pen, &l->in->spans[inlines_span(l->in, l->units[to - 1].start)].style, "-", 1);
    else if (l->units[to - 1].ends ==
             END_MUST)  // lines that are read one after the other do not run together
        pen_write(&pen, &l->in->spans[inlines_span(l->in, l->units[to - 1].start)].style, " ", 1);
    pen_flush(&pen);
    end_link(l, s, &piece);
}

static mpt line_x(const struct lines *l, size_t from, size_t to)
{
    if (l->paragraph->align == ALIGN_LEFT) return l->context->x;
    mpt width = 0;
    for (size_t i = from; i < to; i++)
        width += l->units[i].width + (i + 1 < to ? l->units[i].space : 0);
    if (l->units[to - 1].ends == END_HYPHEN) width += l->units[to - 1].hyphen;
    mpt slack = l->width > width ? l->width - width : 0;
    return l->context->x + (l->paragraph->align == ALIGN_CENTER ? slack / 2 : slack);
}

static void set_lines(struct lines *l, const uint32_t *breaks, size_t count)
{
    const struct context *c = l->context;
    for (size_t i = 0; i < count; i++) {
        struct slab *s = slab_new(c->set->scratch, c->out);
        bool last = i + 1 == count;
        s->height = l->look->leading;
        s->baseline = look_baseline(c->set->layout, l->look);
        if (!i)
            s->before = l->look->before > l->paragraph->before ? l->look->before
                                                               : l->paragraph->before;
        if (last) s->after = l->look->after;
        s->keep_next = last ? l->paragraph->keep_next
                            : l->paragraph->keep_next || !i || i + 2 == count;
        write_line(l, s, breaks[i], breaks[i + 1], line_x(l, breaks[i], breaks[i + 1]));
    }
}

static bool is_narrow(const struct context *c, const struct look *look, mpt width)
{
    return width < (mpt)((int64_t)look->size * 54 / 100 * c->set->looks->narrow);
}

static bool is_personal(const struct doc_node *first, const struct doc_node *stop)
{
    for (const struct doc_node *n = first; n && n != stop; n = n->next)
        if (doc_widest(n) == SCOPE_PERSON) return true;
    return false;
}

size_t paragraph_lines(const struct context *c, const struct doc_node *first,
                       const struct doc_node *stop, const struct paragraph *p)
{
    struct setting *set = c->set;
    struct inlines in;
    struct lines l = {
        .context = c, .in = &in, .look = look_of(c, p->look), .paragraph = p, .width = c->width};
    if (p->align == ALIGN_LEFT && l.width > set->looks->measure) l.width = set->looks->measure;
    inlines_gather(c, first, stop, l.look, p->element, &in);
    if (p->element >= 0 && is_personal(first, stop)) tag_get(set, p->element)->personal = true;
    bool heading = p->look >= LOOK_H1 && p->look <= LOOK_H6;
    struct broken broken = broken_lines(c, &in, l.width, !heading && is_narrow(c, l.look, l.width));
    l.units = broken.units;
    set_lines(&l, broken.breaks, broken.line_count);
    for (size_t i = 0; i < in.picture_count; i++) figure_set(c, in.pictures[i]);
    return broken.line_count;
}

static enum look_name look_for(const struct context *c, enum doc_role role)
{
    static const enum look_name looks[ROLE_COUNT] = {
        [ROLE_LEAD] = LOOK_LEAD,     [ROLE_NOTE] = LOOK_NOTE,     [ROLE_LABEL] = LOOK_LABEL,
        [ROLE_THREAD] = LOOK_THREAD, [ROLE_KICKER] = LOOK_KICKER, [ROLE_QUESTION] = LOOK_QUESTION,
    };
    return role == ROLE_BODY || role >= ROLE_COUNT ? c->body : looks[role];
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
        slab_rule(c->set->scratch, s,
                  &(struct paper_rule){from[i][0], from[i][1], from[i][2], from[i][3], w,
                                       TONE_MUTED, false, false});
}

static void set_thread(const struct context *c, const struct doc_node *n, const struct paragraph *p)
{
    mpt size = look_of(c, p->look)->size, indent = size * 14 / 10;
    struct context inner = *c;
    inner.x += indent;
    inner.width -= indent;
    struct slab *above = c->out->last;
    if (!paragraph_lines(&inner, n->first, NULL, p)) return;
    draw_thread(c, above ? above->next : c->out->first, size);
}

void paragraph_set(const struct context *c, const struct doc_node *n)
{
    struct paragraph p = {look_for(c, n->role), c->align, tag_new(c->set, "P", c->element), false,
                          0};
    bool binds = n->role == ROLE_KICKER || n->role == ROLE_LABEL || n->role == ROLE_QUESTION ||
                 n->role == ROLE_THREAD;
    p.keep_next = binds && n->next;
    size_t elements = c->set->section->element_count;
    struct slab *above = c->out->last;
    // right under a heading
    if (n->role == ROLE_NOTE && above && above->keep_next) p.keep_next = n->next;
    if (n->role == ROLE_THREAD) set_thread(c, n, &p);
    else paragraph_lines(c, n->first, NULL, &p);
    if (c->out->last != above) c->out->last->introduces = n->role == ROLE_KICKER;
    if (c->out->last == above && elements == c->set->section->element_count)
        tag_drop(c->set, p.element);
}

void paragraph_set_inlines(const struct context *c, const struct doc_node *first,
                           const struct doc_node *stop, bool own)
{
    struct paragraph p = {.look = c->body, .align = c->align, .element = c->element};
    if (own) p.element = tag_new(c->set, "P", c->element);
    paragraph_lines(c, first, stop, &p);
}

static void add_bookmark(const struct context *c, const struct doc_node *n, struct slab *s,
                         int level)
{
    struct setting *set = c->set;
    if (c->inside || level > 2) return;
    struct paper_bookmark *b = ARENA_NEW(set->scratch, struct paper_bookmark);
    b->title = level == 1 && set->title ? set->title : doc_plain(set->arena, n);
    b->level = level;
    if (level == 1) set->title = NULL;
    s->bookmark = b;
}

// A whole paragraph for a heading is set smaller, down to the size of text.
static enum look_name heading_look(const struct context *c, const struct doc_node *n, int level)
{
    enum look_name name = (enum look_name)(LOOK_H1 + level - 1);
    int64_t characters = 0,
            width = c->width < c->set->looks->measure ? c->width : c->set->looks->measure;
    for (const char *s = doc_plain(c->set->scratch, n); *s; s++)
        characters += ((unsigned char)*s & 0xC0) != 0x80;
    for (; name > LOOK_H1 && name < LOOK_H4; name++)
        if (characters * look_of(c, name)->size * BOLD_WIDTH / 100 <= LONG_HEADING * width) break;
    return name;
}

void heading_set(const struct context *c, const struct doc_node *n)
{
    int level;
    int32_t element = tag_heading(c->set, n->level, c->element, &level);
    const struct look *own = look_of(c, (enum look_name)(LOOK_H1 + level - 1));
    struct paragraph p = {heading_look(c, n, level), ALIGN_LEFT, element, true, own->before};
    struct slab *above = c->out->last;
    if (!paragraph_lines(c, n->first, NULL, &p)) return;
    struct slab *first = above ? above->next : c->out->first;
    first->heads = true;
    c->out->last->after = own->after;
    if (above && above->introduces) first->before = 0;
    add_bookmark(c, n, first, level);
}
