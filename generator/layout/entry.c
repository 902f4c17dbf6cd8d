// Places to write. What stands in one already is set as text is; on paper it is drawn there, and in
// a form that can be filled in it becomes what the field shows, so that both look the same. A place
// is one slab, for a field stands on one page; what would take much of a page is only printed.
#include "layout/entry.h"

#include <string.h>

#include "layout/flow.h"

enum {
    INSET = PT(2),   // readers set what is typed so far from a field's edge
    HIGHEST = 2,     // a field takes no more than this part of a page's height
    TYPED = PT(17),  // the height of a field for one line, which decides how large its text becomes
};

static uint32_t field_index(struct setting *set, const struct form_field *f)
{
    struct paper_section *s = set->section;
    for (size_t i = s->field_count; f->kind == FORM_FIELD_RADIO && i > 0; i--)
        if (s->fields[i - 1] == f) return (uint32_t)i - 1;
    *ARENA_PUSH(set->arena, s->fields, s->field_count, s->field_room) = f;
    return (uint32_t)s->field_count - 1;
}

bool entry_is_filled_in(const struct context *c, const struct form_field *f)
{
    return f && !c->set->flat;
}

struct paper_widget *entry_widget(const struct context *c, struct slab *s,
                                  const struct form_field *f, const struct rect *rect)
{
    struct paper_widget *w = ARENA_PUSH(c->set->scratch, s->widgets, s->widget_count,
                                        s->widget_room);
    *w = (struct paper_widget){.field = field_index(c->set, f),
                               .element = tag_new(c->set, "Form", c->element),
                               .rect = *rect};
    return w;
}

void entry_shows(const struct context *c, struct paper_widget *w, struct slab *s, size_t from)
{
    size_t count = s->item_count - from;
    w->items = ARENA_ARRAY(c->set->arena, struct paper_item, count);
    w->item_count = count;
    for (size_t i = 0; i < count; i++) {
        w->items[i] = s->items[from + i];
        w->items[i].element = ELEMENT_ARTIFACT;
        paper_move(&w->items[i], -w->rect.x, -w->rect.y);
    }
    s->item_count = from;
}

// The lines of a list as one slab, top to bottom; NULL where that would be too high for one place
// to write.
static struct slab *merge(const struct context *c, const struct slab_list *lines, mpt top)
{
    struct slab *whole = ARENA_NEW(c->set->scratch, struct slab);
    mpt y = top;
    for (const struct slab *s = lines->first; s; s = s->next) {
        if (s->column_count) return NULL;
        for (size_t i = 0; i < s->item_count; i++) {
            struct paper_item *item = ARENA_PUSH(c->set->scratch, whole->items, whole->item_count,
                                                 whole->item_room);
            *item = s->items[i];
            paper_move(item, 0, y);
        }
        if (!whole->baseline && s->baseline) whole->baseline = y + s->baseline;
        y += s->height;
    }
    whole->height = y;
    return y <= c->set->page_height / HIGHEST ? whole : NULL;
}

static void append(struct slab_list *list, struct slab *first, struct slab *last)
{
    if (list->last) list->last->next = first;
    else list->first = first;
    list->last = last;
}

// Sets the words of an entry as lines of their own list. Elements made for them count only where
// they are printed.
static void set_words(const struct context *c, const struct doc_node *first,
                      const struct doc_node *stop, enum look_name look, struct slab_list *lines)
{
    struct context inner = *c;
    inner.out = lines;
    struct paragraph p = {.look = look, .align = c->align, .element = c->element};
    paragraph_lines(&inner, first, stop, &p);
}

static size_t characters(const char *s)  // as a viewer counts them: those beyond the BMP twice
{
    size_t n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80 ? 1u + ((unsigned char)*s >= 0xF0) : 0u;
    return n;
}

struct slab *entry_text(const struct context *c, const struct entry *e)
{
    struct setting *set = c->set;
    struct slab_list lines = {0};
    size_t elements = set->section->element_count;
    bool typed = entry_is_filled_in(c, e->field) && e->field->value;
    const char *value = e->field ? e->field->value : NULL;
    struct context words = *c;
    if (entry_is_filled_in(c, e->field) && !typed && e->first)
        // of its own, so that it is read before the field
        words.element = tag_new(set, "Span", c->element);
    set_words(&words, e->first, e->stop, e->look, &lines);
    struct slab *s = merge(c, &lines, e->top);
    if (!s || (value && characters(value) > (size_t)e->field->most)) {
        if (lines.first) append(c->out, lines.first, lines.last);
        return NULL;
    }
    append(c->out, s, s);
    s->height += e->bottom;
    if (s->height < e->least) s->height = e->least;
    s->grows = e->grows;
    if (!entry_is_filled_in(c, e->field)) return s;
    if (typed) set->section->element_count = elements;
    struct rect rect = {c->x - INSET, 0, c->width + 2 * INSET, s->height};
    if (e->one_line && !e->field->value && rect.h > TYPED) rect.y = rect.h - TYPED, rect.h = TYPED;
    if (e->ruled) rect.h -= PT(1);
    struct paper_widget *w = entry_widget(c, s, e->field, &rect);
    if (typed) entry_shows(c, w, s, 0);
    return s;
}

void entry_set(const struct context *c, const struct doc_node *n)
{
    const struct look *look = look_of(c, c->body);
    struct entry e = {.field = n->field,
                      .first = n->first,
                      .look = c->body,
                      .least = look->leading,
                      .grows = !n->form};
    if (n->form) e.bottom = PT(3), e.ruled = true;
    struct slab *s = entry_text(c, &e);
    if (!n->form || !c->out->last) return;
    struct slab *last = s ? s : c->out->last;
    slab_rule(c->set->scratch, last,
              &(struct paper_rule){c->x, last->height, c->x + c->width, last->height, PT(0.6),
                                   TONE_LINE, false, false});
    last->after = look_of(c, LOOK_BODY)->leading;
}

// ---- Letters to put a ring around, and what else stands on their line

enum { RING_OUT = PT(3) };  // how far the first ring reaches out beside the text above and below
enum { RING = 140, LETTER_GAP = 90, ENTRY_GAP = 60 };  // per cent of the text's size

static void set_letter(const struct context *c, struct slab *s, const struct doc_node *mark, mpt x)
{
    struct setting *set = c->set;
    const struct look *look = look_of(c, c->body);
    const char *words = doc_plain(set->scratch, mark);
    mpt width = pen_width(set->layout, look, c->language, words), side = look->size * RING / 100;
    mpt middle = s->baseline - look->size * 36 / 100;
    int32_t element = tag_new(set, "Span", c->element);
    pen_text(set->layout, set->arena, s, look, c->language,
             arena_printf(set->scratch, "%s ", words), x, s->baseline, element);
    if (!entry_is_filled_in(c, mark->field)) return;
    struct rect square = {x + width / 2 - side / 2, middle - side / 2, side, side};
    mark_widget(c, s, mark, &square, MARK_RING);
}

void marks_set(const struct context *c, const struct doc_node *n)
{
    struct setting *set = c->set;
    const struct look *look = look_of(c, c->body);
    struct slab *s = slab_new(set->scratch, c->out);
    mpt x = c->x, out = 0;
    if (n->first && n->first->kind == DOC_MARK)
        out = (look->size * RING / 100 -
               pen_width(set->layout, look, c->language, doc_plain(set->scratch, n->first))) /
              2;
    if (out > RING_OUT) x += out - RING_OUT;
    s->height = look->leading;
    s->baseline = look_baseline(set->layout, look);
    s->after = PT(1);
    for (const struct doc_node *k = n->first; k; k = k->next) {
        if (k->kind == DOC_MARK) {
            set_letter(c, s, k, x);
            x += pen_width(set->layout, look, c->language, doc_plain(set->scratch, k)) +
                 look->size * LETTER_GAP / 100;
            continue;
        }
        struct slab_list line = {0};
        struct context inner = *c;
        mpt gap = k == n->first ? 0 : look->size * ENTRY_GAP / 100;
        inner.out = &line;
        inner.x = x + gap;
        inner.width = c->x + c->width - inner.x;
        // where there is no room for them, on a line of its own
        const char *words = doc_plain(set->scratch, k);
        if (inner.width < WIDTH_LIMIT / 2 ||
            inner.width < pen_width(set->layout, look, c->language, words)) {
            s = slab_new(set->scratch, c->out);
            s->height = look->leading;
            s->baseline = look_baseline(set->layout, look);
            s->after = PT(1);
            inner.x = c->x;
            inner.width = c->width;
        }
        struct entry e = {
            .field = k->field, .first = k->first, .look = c->body, .least = look->leading};
        struct slab *entry = entry_text(&inner, &e);
        if (!entry) continue;
        for (size_t i = 0; i < entry->item_count; i++)
            *ARENA_PUSH(set->scratch, s->items, s->item_count, s->item_room) = entry->items[i];
        for (size_t i = 0; i < entry->widget_count; i++)
            *ARENA_PUSH(set->scratch, s->widgets, s->widget_count,
                        s->widget_room) = entry->widgets[i];
        if (entry->height > s->height) s->height = entry->height;
    }
}
