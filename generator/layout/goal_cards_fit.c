// How many empty cards a plan has: as many as need no further sheet of paper. That is found by
// breaking pages with each number of them.
#include "layout/goal_cards.h"

#include "layout/flow.h"

enum { LEAST_SPACING = 560, WIDEST = 1000, STEP = 40 };

static bool is_optional(const struct slab *s)
{
    return s->card && s->card->optional;
}

struct cards {  // where they stand in the section's list
    struct arena *scratch;
    const struct paper_section *section;
    struct slab_list *list;
    struct page_frame *frame;
    struct slab *certain;    // the slab before the first optional card; NULL: there is no card
    struct slab **optional;  // as many as count
    size_t count, room;
    struct slab *rest;  // behind the last card; NULL: nothing
    bool together;      // all that follows stays with the last card, as they are linked
};

static struct cards find_cards(struct arena *scratch, struct slab_list *list)
{
    struct cards c = {.scratch = scratch, .list = list};
    for (struct slab *s = list->first; s; s = s->next) {
        if (!s->card) continue;
        if (is_optional(s)) *ARENA_PUSH(scratch, c.optional, c.count, c.room) = s;
        else c.certain = s;
        c.rest = s->next;
    }
    return c;
}

// What follows the cards stays on one page, and with the last card, where one page holds that.
static void keep_rest(struct cards *c, struct slab *last)
{
    mpt page = c->frame->height;
    struct page_breaker b = flow_breaker(c->scratch, page);
    struct column rest = {.first = c->rest}, both = {.first = last};
    b.spacing = c->frame->spacing;
    c->together = false;
    if (!c->rest || flow_height(&b, &rest, page) > page) return;
    for (struct slab *s = c->rest; s->next; s = s->next) s->keep_next = true;
    c->together = last->keep_next = flow_height(&b, &both, page) <= page;
}

// Links the list with so many of the optional cards.
static void link_cards(struct cards *c, size_t kept)
{
    struct slab *last = c->certain;
    c->certain->keep_next = false;
    for (size_t i = 0; i < kept; i++) {
        last = last->next = c->optional[i];
        last->keep_next = false;
    }
    last->next = c->rest;
    if (!c->rest) c->list->last = last;
    keep_rest(c, last);
}

static size_t count_pages(struct cards *c, size_t kept)
{
    link_cards(c, kept);
    return pages_count(c->scratch, c->list, c->frame);
}

static size_t sheets_of(const struct cards *c, size_t pages)
{
    return c->section->sheet ? (pages + 1) / 2 : pages;
}

// Finds on how many pages the cards and what follows stand, with one optional card if that takes no
// more sheets than without, and the widest spacing with which they do; if what follows can stay
// with the last card, it does.
static size_t find_spacing(struct cards *c)
{
    c->frame->spacing = LEAST_SPACING;
    size_t pages = count_pages(c, 0), more = c->count ? count_pages(c, 1) : 0, wanted = 0;
    if (c->count && sheets_of(c, more) <= sheets_of(c, pages)) {
        wanted = 1;
        pages = more;
    }
    count_pages(c, wanted);
    bool together = c->together;
    for (c->frame->spacing = WIDEST; c->frame->spacing > LEAST_SPACING; c->frame->spacing -= STEP)
        if (count_pages(c, wanted) <= pages && c->together >= together) break;
    return pages;
}

struct slab_card goal_cards_fit(struct arena *scratch, const struct paper_section *section,
                                struct slab_list *list, struct page_frame *frame)
{
    struct cards c = find_cards(scratch, list);
    struct slab_card left_out = {0};
    if (!c.certain) return left_out;
    c.section = section;
    c.frame = frame;
    size_t pages = find_spacing(&c), kept = 0;
    while (kept < c.count && count_pages(&c, kept + 1) <= pages) kept++;
    link_cards(&c, kept);
    if (kept == c.count) return left_out;
    left_out = *c.optional[kept]->card;
    left_out.element_end = c.optional[c.count - 1]->card->element_end;
    left_out.field_end = c.optional[c.count - 1]->card->field_end;
    return left_out;
}

void goal_cards_forget(struct paper_section *section, const struct slab_card *left_out)
{
    const int32_t end = (int32_t)left_out->element_end;
    const int32_t fewer = end - (int32_t)left_out->element;
    const uint32_t fewer_fields = (uint32_t)(left_out->field_end - left_out->field);
    if (!fewer) return;
    for (struct paper_element *e = section->elements + end;
         e < section->elements + section->element_count; e++) {
        if (e->parent >= end) e->parent -= fewer;
        e[-fewer] = *e;
    }
    section->element_count -= (size_t)fewer;
    for (size_t i = left_out->field_end; i < section->field_count; i++)
        section->fields[i - fewer_fields] = section->fields[i];
    section->field_count -= fewer_fields;
    for (struct paper_page *p = section->pages; p < section->pages + section->page_count; p++) {
        for (size_t i = 0; i < p->item_count; i++)
            if (p->items[i].element >= end) p->items[i].element -= fewer;
        for (size_t i = 0; i < p->link_count; i++)
            if (p->links[i].element >= end) p->links[i].element -= fewer;
        for (size_t i = 0; i < p->widget_count; i++) {
            if (p->widgets[i].element >= end) p->widgets[i].element -= fewer;
            if (p->widgets[i].field >= left_out->field_end) p->widgets[i].field -= fewer_fields;
        }
    }
}
