// Places to write. What stands in one already is set as text is. On paper it is drawn there; in a
// form that can be filled in it becomes what the field shows, so that both look the same. A place
// to write is one slab, for a field stands on one page; what would take much of a page is only
// printed.
#include "layout/input.h"

#include "base/utf8.h"

#include "layout/element.h"
#include "layout/kinds.h"
#include "layout/paragraph.h"

enum {
    INSET = PT(2),  // readers set what is typed so far from a field's edge
    HIGHEST = 2,    // a field takes no more than this part of a page's height
    ROOM = PT(4),   // above and below the text of a field for one line
};

// The index of the field in the section, to which it is added. The buttons of a radio field share
// one.
static uint32_t field_index(struct typesetter *ts, const struct form_field *f)
{
    struct paper_section *s = ts->section;
    for (size_t i = s->field_count; f->kind == FORM_FIELD_RADIO && i > 0; i--)
        if (s->fields[i - 1] == f) return (uint32_t)i - 1;
    *ARENA_PUSH(ts->arena, s->fields, s->field_count, s->field_room) = f;
    return (uint32_t)s->field_count - 1;
}

bool input_is_fillable(const struct context *c, const struct form_field *f)
{
    return f && !c->ts->flat;
}

struct paper_widget *input_widget(const struct context *c, struct slab *s,
                                  const struct form_field *f, const struct rect *rect)
{
    struct paper_widget *w = ARENA_PUSH(c->ts->scratch, s->widgets, s->widget_count,
                                        s->widget_room);
    *w = (struct paper_widget){.field = field_index(c->ts, f),
                               .element = element_new(c->ts, "Form", c->element),
                               .rect = *rect,
                               .size = style_of(c, STYLE_TYPED)->size};
    return w;
}

void input_move_to_appearance(const struct context *c, struct paper_widget *w, struct slab *s,
                              size_t from)
{
    size_t count = s->item_count - from;
    w->items = ARENA_ARRAY(c->ts->arena, struct paper_item, count);
    w->item_count = count;
    for (size_t i = 0; i < count; i++) {
        w->items[i] = s->items[from + i];
        w->items[i].element = ELEMENT_ARTIFACT;
        paper_move(&w->items[i], -w->rect.x, -w->rect.y);
    }
    s->item_count = from;
}

// The lines of a list as one slab, below the room at its top; NULL where that would be too high for
// one place to write.
static struct slab *merge(const struct context *c, const struct slab_list *lines, mpt top)
{
    struct slab *whole = ARENA_NEW(c->ts->scratch, struct slab);
    mpt y = top;
    for (const struct slab *s = lines->first; s; s = s->next) {
        if (s->column_count) return NULL;
        for (size_t i = 0; i < s->item_count; i++) {
            struct paper_item *item = ARENA_PUSH(c->ts->scratch, whole->items, whole->item_count,
                                                 whole->item_room);
            *item = s->items[i];
            paper_move(item, 0, y);
        }
        if (!whole->baseline && s->baseline) whole->baseline = y + s->baseline;
        y += s->height;
    }
    whole->height = y;
    return y <= c->ts->page_height / HIGHEST ? whole : NULL;
}

// The words in a place to write as lines of their own list.
static void typeset_words(const struct context *c, const struct doc_node *first,
                          const struct doc_node *stop, enum style_name text_style,
                          struct slab_list *lines)
{
    struct context inner = *c;
    inner.out = lines;
    struct paragraph p = {.text_style = text_style, .align = c->align, .element = c->element};
    paragraph_lines(&inner, first, stop, &p);
}

// As a viewer counts characters: those beyond the BMP twice.
static size_t count_characters(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        if (!utf8_is_continuation(*s)) n += (unsigned char)*s >= 0xF0 ? 2 : 1;
    return n;
}

struct slab *input_text(const struct context *c, const struct input_area *e)
{
    struct typesetter *ts = c->ts;
    struct slab_list lines = {0};
    size_t elements = ts->section->element_count;
    bool typed = input_is_fillable(c, e->field) && e->field->value;
    const char *value = e->field ? e->field->value : NULL;
    struct context words = *c;
    if (input_is_fillable(c, e->field) && !typed && e->first)
        // of its own, so that it is read before the field
        words.element = element_new(ts, "Span", c->element);
    typeset_words(&words, e->first, e->stop, e->field ? STYLE_TYPED : e->text_style, &lines);
    struct slab *s = merge(c, &lines, e->top);
    if (!s || (value && count_characters(value) > (size_t)e->field->most)) {
        if (lines.first) slab_append(c->out, lines.first, lines.last);
        return NULL;
    }
    slab_append(c->out, s, s);
    s->height += e->bottom;
    if (s->height < e->least) s->height = e->least;
    s->grows = e->grows;
    if (!input_is_fillable(c, e->field)) return s;
    if (typed) ts->section->element_count = elements;  // what the field shows is no content
    struct rect rect = {c->x - INSET, 0, c->width + 2 * INSET, s->height};
    mpt one_line = style_of(c, STYLE_TYPED)->leading + ROOM;
    if (e->one_line && !e->field->value && rect.h > one_line) {
        rect.y = rect.h - one_line;
        rect.h = one_line;
    }
    if (e->ruled) rect.h -= PT(1);
    struct paper_widget *w = input_widget(c, s, e->field, &rect);
    if (typed) input_move_to_appearance(c, w, s, 0);
    return s;
}

void input_typeset(const struct context *c, const struct doc_node *n)
{
    const struct text_style *text_style = style_of(c, n->field ? STYLE_TYPED : c->body);
    struct input_area e = {.field = n->field,
                           .first = n->first,
                           .text_style = c->body,
                           .least = text_style->leading,
                           .grows = !n->form};
    if (n->form) e.bottom = PT(3), e.ruled = true;
    struct slab *s = input_text(c, &e);
    if (!n->form || !c->out->last) return;
    struct slab *last = s ? s : c->out->last;
    slab_write_line(c->ts->scratch, last, c->x, c->width, last->height, false);
    last->after = style_of(c, STYLE_BODY)->leading;
}
