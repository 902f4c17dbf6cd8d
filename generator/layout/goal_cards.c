// Cards of a plan's goals. A card is a frame with the goal's number in a tinted strip, and in it
// the goal, its kind, what it supports and its measures. It goes on on another page only between
// measures. In large print there is no strip and no table: everything stands one below the other.
#include "layout/goal_cards.h"

#include <string.h>

#include "layout/block.h"
#include "layout/choices.h"
#include "layout/element.h"
#include "layout/flow.h"
#include "layout/input.h"
#include "layout/kinds.h"
#include "layout/mark.h"
#include "layout/paragraph.h"
#include "layout/pen.h"

enum {
    STRIP = PT(20),
    LEFT = PT(27),  // from the frame to what stands in it
    RIGHT = PT(7),
    TOP = PT(4),
    GAP = PT(8),     // between two cards
    INSET = PT(11),  // in large print: from the frame to what stands in it
    MOST_LINES = 2,  // of boxes with the names of focus areas
    MOST_LINES_LARGE = 4,
};

struct card_look {  // what all cards have in common
    mpt label;      // width of the labels beside boxes; 0: they stand above
    bool numbers;   // focus areas are numbers
};

static bool is_bare(const struct doc_node *n)
{
    return !n || !n->first;
}

// ---- The focus areas

static mpt label_width(const struct context *c, const struct doc_node *card)
{
    mpt widest = 0;
    for (size_t i = CARD_KIND; i <= CARD_SUPPORTS; i++) {
        const struct doc_node *n = child_of(card, i);
        mpt width = pen_width(c->ts->layout, style_of(c, STYLE_FIELD_LABEL), c->language,
                              doc_plain(c->ts->scratch, n->first));
        if (width > widest) widest = width;
    }
    return widest + PT(8);
}

static struct card_look look_of(const struct context *c, const struct doc_node *cards)
{
    struct card_look look = {0};
    size_t most = c->ts->large ? MOST_LINES_LARGE : MOST_LINES;
    if (!c->ts->large) look.label = label_width(c, cards->first);
    for (const struct doc_node *n = cards->first; n; n = n->next) {
        const struct doc_node *areas = n->kind == DOC_GOAL_CARD ? child_of(n, CARD_SUPPORTS) : NULL;
        if (areas && areas->kind == DOC_CHOICES && choices_count_lines(c, areas, look.label) > most)
            look.numbers = true;
    }
    return look;
}

// The boxes with numbers in place of the words.
static const struct doc_node *numbered(struct arena *scratch, const struct doc_node *choices)
{
    struct doc_node *copy = doc_copy(scratch, choices);
    size_t number = 0;
    for (struct doc_node *box = copy->first->next; box; box = box->next) {
        box->first = box->last = NULL;
        doc_text(scratch, box, arena_printf(scratch, "%zu", ++number), box->place);
    }
    return copy;
}

static void typeset_choices(const struct context *c, const struct card_look *look,
                            const struct doc_node *n, bool numbers)
{
    if (numbers) n = numbered(c->ts->scratch, n);
    if (look->label) choices_typeset_beside(c, n, look->label);
    else choices_typeset(c, n);
}

// A line to write on, beside its label or below it.
static void typeset_line(const struct context *c, const struct card_look *look,
                         const struct doc_node *field)
{
    struct typesetter *ts = c->ts;
    struct context inner = *c;
    struct slab_list words = {0};
    inner.element = element_new(ts, "Div", c->element);
    struct context beside = context_column(&inner, &words, look->label);
    struct paragraph p = {.text_style = look->label ? STYLE_FIELD_LABEL : STYLE_LABEL,
                          .element = element_new(ts, "P", inner.element),
                          .keep_next = true};
    paragraph_lines(look->label ? &beside : &inner, field->first->first, NULL, &p);
    struct slab *s = slab_new(ts->scratch, c->out);
    mpt x = c->x + look->label, width = c->width - look->label;
    s->height = look->label ? ts->styles->mark_box + PT(8) : ts->styles->card_pitch;
    slab_write_line(ts->scratch, s, x, width, s->height, true);
    if (input_is_fillable(c, field->field))
        input_widget(&inner, s, field->field, &(struct rect){x, 0, width, s->height - PT(1)});
    if (!look->label || !words.first) return;
    words.first->next = NULL;
    s->columns = ARENA_ARRAY(ts->scratch, struct column, 1);
    s->column_count = 1;
    s->columns[0] = (struct column){.x = c->x, .first = words.first};
    s->pad_top = PT(5);
}

// ---- The goal

// Its lines are so far apart that a hand has room; what stands there already may take more of them.
static void typeset_goal(const struct context *c, const struct doc_node *goal)
{
    struct typesetter *ts = c->ts;
    mpt pitch = ts->styles->card_pitch;
    struct slab *above = c->out->last;
    struct input_area e = {.field = goal->field,
                           .first = goal->first,
                           .text_style = STYLE_CELL,
                           .top = goal->first ? PT(5) : 0,
                           .bottom = goal->first ? PT(4) : 0,
                           .least = pitch * goal->level + PT(1),
                           .ruled = true};
    struct slab *s = input_text(c, &e);
    struct slab *last = c->out->last;
    if (s && is_bare(goal))
        for (int i = 1; i <= goal->level; i++)
            slab_write_line(ts->scratch, s, c->x, c->width, pitch * i, true);
    else slab_write_line(ts->scratch, last, c->x, c->width, last->height, false);
    last->after = PT(3);
    for (struct slab *k = above ? above->next : c->out->first; k; k = k->next) k->keep_next = true;
}

// ---- On top

// The goal's number in the strip, as it stands to the left of the card's column.
static void put_number(const struct context *c, struct slab *s, const struct doc_node *card,
                       int32_t element)
{
    struct typesetter *ts = c->ts;
    struct text_style number = *style_of(c, STYLE_H2);
    number.tone = TONE_ACCENT;
    mpt width = pen_width(ts->layout, &number, c->language, card->text);
    struct pen_style style = {number.style, number.tone, number.size, element, c->language};
    struct pen pen = pen_new(ts->layout, ts->arena, s, (STRIP - width) / 2 - LEFT,
                             s->baseline + PT(1.5));
    pen.actual = doc_plain(ts->arena, child_of(card, CARD_HEADING));
    pen_write(&pen, &style, card->text, strlen(card->text));
    pen_flush(&pen);
}

static struct slab *line_of(const struct context *c, struct slab_list *list)
{
    struct slab *s = slab_new(c->ts->scratch, list);
    s->height = style_of(c, STYLE_LABEL)->leading;
    s->baseline = pen_baseline(c->ts->layout, style_of(c, STYLE_LABEL));
    s->keep_next = true;
    return s;
}

static void add_bookmark(const struct context *c, const struct doc_node *heading, int level)
{
    if (!c->out->first || level > 2) return;
    struct paper_bookmark *b = ARENA_NEW(c->ts->scratch, struct paper_bookmark);
    *b = (struct paper_bookmark){.title = doc_plain(c->ts->arena, heading), .level = level};
    c->out->first->bookmark = b;
}

// The label, and the hint or status: beside it where there is room.
static void typeset_label(const struct context *c, const struct doc_node *card)
{
    struct typesetter *ts = c->ts;
    const struct doc_node *label = child_of(card, CARD_LABEL), *aside = child_of(card, CARD_ASIDE);
    struct paragraph p = {
        .text_style = STYLE_LABEL, .element = element_new(ts, "P", c->element), .keep_next = true};
    size_t lines = paragraph_lines(c, label->first, NULL, &p);
    if (is_bare(aside)) return;
    const struct text_style *quiet = style_of(c, STYLE_CARD);
    const char *words = doc_plain(ts->scratch, aside);
    mpt room = c->width - PT(6) -
               pen_width(ts->layout, style_of(c, STYLE_LABEL), c->language,
                         doc_plain(ts->scratch, label)),
        width = pen_width(ts->layout, quiet, c->language, words);
    p = (struct paragraph){
        .text_style = STYLE_CARD, .element = element_new(ts, "P", c->element), .keep_next = true};
    if (lines != 1 || width > room) paragraph_lines(c, aside->first, NULL, &p);
    else
        pen_text(ts->layout, ts->arena, c->out->last, quiet, c->language, words,
                 c->x + c->width - width, c->out->last->baseline, p.element);
}

// What stands above the rest of a card on another page.
static struct slab *typeset_continued(const struct context *c, const struct doc_node *card,
                                      bool number)
{
    struct slab_list list = {0};
    struct slab *s = line_of(c, &list);
    if (number) put_number(c, s, card, ELEMENT_ARTIFACT);
    pen_text(c->ts->layout, c->ts->arena, s, style_of(c, STYLE_LABEL), c->language,
             doc_plain(c->ts->scratch, child_of(card, CARD_CONTINUED)), 0, s->baseline,
             ELEMENT_ARTIFACT);
    s->after = number ? PT(3) : PT(10);
    return slab_copy_artifact(c->ts->scratch, s);
}

// ---- In large print

// What stands there, or a line to write on.
static void typeset_large_entry(const struct context *c, const struct doc_node *entry)
{
    struct typesetter *ts = c->ts;
    struct input_area e = {.field = entry->field,
                           .first = entry->first,
                           .text_style = STYLE_FORM,  // in narrow places of a form
                           .top = entry->first ? PT(6) : 0,
                           .bottom = entry->first ? PT(4) : 0,
                           .least = ts->styles->card_pitch,
                           .ruled = true};
    input_text(c, &e);
    struct slab *last = c->out->last;
    slab_write_line(ts->scratch, last, c->x, c->width, last->height, is_bare(entry));
}

// A box with its word, and the day beside it.
static void typeset_large_done(const struct context *c, const struct doc_node *head,
                               const struct doc_node *check)
{
    struct typesetter *ts = c->ts;
    struct slab_list box = {0}, day = {0};
    mpt size = style_of(c, STYLE_FORM)->size, indent = ts->styles->mark_box + size / 2,
        width = indent + size +
                pen_width(ts->layout, style_of(c, STYLE_CELL_HEAD), c->language,
                          doc_plain(ts->scratch, head));
    struct slab *s = slab_columns(ts->scratch, c->out, 2, SPLIT_TALL);
    struct context inner = context_column(c, &box, width - indent);
    inner.x = indent;
    slab_new(ts->scratch, &box)->height = PT(11);  // so that the word stands beside the line
    struct slab *room = box.first;
    struct paragraph p = {.text_style = STYLE_CELL_HEAD,
                          .element = element_new(ts, "P", c->element)};
    int32_t label = mark_label(&inner, check, "Span", p.element);
    paragraph_lines(&inner, head->first, NULL, &p);
    if (room->next) mark_box(&inner, room->next, check, label, 0, 0);
    s->columns[0] = (struct column){.x = c->x, .first = box.first};
    s->pad_top = PT(4);
    if (!check->first) return;
    inner = context_column(c, &day, c->width - width);
    typeset_large_entry(&inner, check->first);
    s->columns[1] = (struct column){.x = c->x + width, .first = day.first};
}

static void typeset_large_cell(const struct context *c, const struct doc_node *head,
                               const struct doc_node *cell)
{
    struct context inner = *c;
    inner.element = element_new(c->ts, "Div", c->element);
    if (!cell->first) return;
    if (cell->first->kind == DOC_CHECK) {
        typeset_large_done(&inner, head, cell->first);
        return;
    }
    struct paragraph p = {.text_style = STYLE_CELL_HEAD,
                          .element = element_new(c->ts, "P", inner.element),
                          .before = PT(6)};
    paragraph_lines(&inner, head->first, NULL, &p);
    c->out->last->after = 0;
    typeset_large_entry(&inner, cell->first);
}

// One below the other, each with its label; a measure stays on one page.
static void typeset_large_measures(const struct context *c, const struct doc_node *table)
{
    for (const struct doc_node *row = table->first->next; row; row = row->next) {
        const struct doc_node *head = table->first->first;
        struct slab *above = c->out->last;
        above->after = style_of(c, STYLE_BODY)->leading / 2;
        for (const struct doc_node *cell = row->first; cell; cell = cell->next, head = head->next)
            typeset_large_cell(c, head, cell);
        for (struct slab *s = above->next; s->next; s = s->next) s->keep_next = true;
    }
}

// ---- A card

static void typeset_large_content(const struct context *c, const struct card_look *look,
                                  const struct doc_node *card)
{
    paragraph_typeset_heading(c, child_of(card, CARD_HEADING));
    struct slab *heading = c->out->last;
    typeset_label(c, card);
    if (heading && heading->next) heading->next->before = heading->after;  // near its heading
    typeset_goal(c, child_of(card, CARD_GOAL));
    typeset_choices(c, look, child_of(card, CARD_KIND), false);
    const struct doc_node *supports = child_of(card, CARD_SUPPORTS);
    if (supports->kind == DOC_CHOICES) typeset_choices(c, look, supports, look->numbers);
    else typeset_line(c, look, supports);
    for (struct slab *s = c->out->first; s->next; s = s->next) s->keep_next = true;
    typeset_large_measures(c, child_of(card, CARD_MEASURES));
}

static void typeset_content(const struct context *c, const struct card_look *look,
                            const struct doc_node *card)
{
    int level;
    const struct doc_node *heading = child_of(card, CARD_HEADING);
    int32_t element = element_heading(c->ts, heading->level, c->element, &level);
    typeset_label(c, card);
    struct slab number = *c->out->first;
    number.items = NULL;
    number.item_count = number.item_room = 0;
    put_number(c, &number, card, element);
    slab_put_first(c->ts->scratch, c->out->first, &number, 0);
    add_bookmark(c, heading, level);
    typeset_goal(c, child_of(card, CARD_GOAL));
    typeset_choices(c, look, child_of(card, CARD_KIND), false);
    const struct doc_node *supports = child_of(card, CARD_SUPPORTS);
    if (supports->kind == DOC_CHOICES) typeset_choices(c, look, supports, look->numbers);
    else typeset_line(c, look, supports);
    for (struct slab *s = c->out->first; s; s = s->next) s->keep_next = true;
    block_typeset(c, child_of(card, CARD_MEASURES));
    struct slab *table = c->out->last;
    table->before = PT(2);
    table->after = 0;
    table->keep_next = false;
}

static void typeset_card(const struct context *c, const struct card_look *look,
                         const struct doc_node *card)
{
    struct typesetter *ts = c->ts;
    bool large = ts->large;
    mpt left = large ? INSET : LEFT, right = large ? INSET : RIGHT;
    struct slab_list list = {0};
    struct slab *s = slab_columns(ts->scratch, c->out, 1, SPLIT_TALL);
    struct slab_card *part = ARENA_NEW(ts->scratch, struct slab_card);
    struct decor *frame = ARENA_NEW(ts->scratch, struct decor);
    struct context inner = context_column(c, &list, c->width - left - right);
    *part = (struct slab_card){card->optional, ts->section->element_count, 0,
                               ts->section->field_count, 0};
    *frame = (struct decor){.x = c->x,
                            .width = c->width,
                            .stroke = TONE_ACCENT,
                            .stroke_width = PT(1),
                            .radius = PT(4),
                            .strip = large ? 0 : STRIP};
    inner.element = element_new(ts, "Sect", c->element);
    element_get(ts, inner.element)->title = doc_plain(ts->arena, child_of(card, CARD_HEADING));
    inner.body = STYLE_CARD;
    inner.inside = true;
    if (large) typeset_large_content(&inner, look, card);
    else typeset_content(&inner, look, card);
    s->card = part;
    s->decor = frame;
    s->pad_top = TOP;
    s->pad_bottom = large ? INSET : PT(0.5);
    s->before = s->after = GAP;
    s->columns[0] = (struct column){.x = c->x + left, .first = list.first};
    part->element_end = ts->section->element_count;
    part->field_end = ts->section->field_count;
    struct page_breaker b = flow_breaker(ts->scratch, ts->page_height);
    if (flow_slab_height(&b, s, ts->page_height) > ts->page_height / 2) s->split = SPLIT_FREELY;
    s->header = typeset_continued(&inner, card, !large);
}

void goal_cards_typeset(const struct context *c, const struct doc_node *n)
{
    if (!n->first) return;
    struct context inside = *c;
    inside.width -= c->ts->large ? 2 * INSET : LEFT + RIGHT;
    inside.body = STYLE_CARD;
    struct card_look look = look_of(&inside, n);
    if (c->out->last) c->out->last->after = GAP;
    if (look.numbers && n->last->kind == DOC_GROUP) {
        inside.width = c->width;
        block_typeset(&inside, n->last);
        if (c->out->last) c->out->last->keep_next = true;
    }
    for (const struct doc_node *card = n->first; card && card->kind == DOC_GOAL_CARD;
         card = card->next)
        typeset_card(c, &look, card);
}
