// Pages of a section: several ways to break them are tried, the best one is painted.
#include "layout/pages.h"

#include <assert.h>

#include "layout/paint.h"

enum { LEAST_SPACING = 560 };

struct attempt {  // one way to break the pages
    struct page_breaker breaker;
    size_t short_page;  // a page that ends early, so that more stands on the next
    mpt short_height;   // its height; 0: no page ends early
    // what came of it
    size_t pages;
    mpt last;  // height of what stands on the last page
};

static mpt attempt_height(const struct attempt *t, size_t page)
{
    return page == t->short_page && t->short_height ? t->short_height : t->breaker.page;
}

static void attempt_measure(struct attempt *t, const struct column *all)
{
    struct column rest = *all;
    t->pages = 0;
    t->last = 0;
    while (!column_is_empty(&rest)) {
        struct column_cut cut = flow_cut(&t->breaker, &rest, attempt_height(t, t->pages), true);
        t->last = paint_fills_page(&cut.head) ? t->breaker.page : cut.height;
        t->pages++;
        rest = cut.rest;
    }
}

static bool attempt_is_good(const struct attempt *t)
{
    return t->pages < 2 || t->last >= t->breaker.page / 5;
}

// A last page that is less than a third full is spared when a little less space between blocks is
// enough for that. False: it is not.
static bool spare_page(struct attempt *t, const struct column *all)
{
    size_t pages = t->pages;
    if (pages < 2 || t->last >= t->breaker.page / 3) return false;
    for (t->breaker.spacing = 960; t->breaker.spacing >= LEAST_SPACING; t->breaker.spacing -= 40) {
        attempt_measure(t, all);
        if (t->pages < pages && attempt_is_good(t)) return true;
    }
    return false;
}

// The first of these ways after which the last page is not all but empty: as the slabs ask for,
// less space between blocks, the page before the last ending early; then the last two again,
// dividing slabs that should be kept on one page. As the slabs ask for where none is.
static struct attempt best_attempt(struct arena *scratch, const struct column *all,
                                   const struct page_frame *frame)
{
    mpt page = frame->height;
    struct attempt plain = {.breaker = flow_breaker(scratch, page)};
    plain.breaker.spacing = frame->spacing;
    attempt_measure(&plain, all);
    struct attempt fewer = plain;
    if (spare_page(&fewer, all)) return fewer;
    if (attempt_is_good(&plain)) return plain;
    for (int loose = 0; loose < 2; loose++) {
        struct attempt t = plain;
        t.breaker.loose = loose;
        for (t.breaker.spacing = 960; t.breaker.spacing >= LEAST_SPACING; t.breaker.spacing -= 40) {
            attempt_measure(&t, all);
            if (attempt_is_good(&t)) return t;
        }
        t.breaker.spacing = frame->spacing;
        t.short_page = plain.pages - 2;
        for (int share = 90; share >= 40; share -= 5) {
            t.short_height = page / 100 * share;
            attempt_measure(&t, all);
            if (t.pages == plain.pages && attempt_is_good(&t)) return t;
        }
    }
    return plain;
}

#ifndef NDEBUG
// Whether everything on the pages belongs to elements and fields that the section has, and every
// element to one before it.
static bool is_consistent(const struct paper_section *s)
{
    for (size_t i = 0; i < s->element_count; i++)
        if (s->elements[i].parent >= (int32_t)i) return false;
    for (size_t i = 0; i < s->bookmark_count; i++)
        if (s->bookmarks[i].page >= s->page_count) return false;
    for (const struct paper_page *p = s->pages; p < s->pages + s->page_count; p++) {
        for (size_t i = 0; i < p->item_count; i++)
            if (p->items[i].element >= (int32_t)s->element_count) return false;
        for (size_t i = 0; i < p->link_count; i++)
            if (p->links[i].element >= (int32_t)s->element_count) return false;
        for (size_t i = 0; i < p->widget_count; i++)
            if (p->widgets[i].element >= (int32_t)s->element_count ||
                p->widgets[i].field >= s->field_count)
                return false;
    }
    return true;
}
#endif

size_t pages_count(struct arena *scratch, const struct slab_list *list,
                   const struct page_frame *frame)
{
    struct column all = {.first = list->first};
    struct attempt plain = {.breaker = flow_breaker(scratch, frame->height)};
    plain.breaker.spacing = frame->spacing;
    attempt_measure(&plain, &all);
    return plain.pages;
}

void pages_make(struct arena *a, struct arena *scratch, struct paper_section *section,
                const struct slab_list *list, const struct page_frame *frame)
{
    struct column rest = {.first = list->first};
    struct attempt t = best_attempt(scratch, &rest, frame);
    section->page_count = t.pages ? t.pages : 1;
    section->page_room = section->page_count;
    section->pages = ARENA_ARRAY(a, struct paper_page, section->page_count);
    assert(frame->height > 0 && slab_list_is_consistent(list));
    for (size_t i = 0; i < t.pages; i++) {
        struct column_cut cut = flow_cut(&t.breaker, &rest, attempt_height(&t, i), true);
        struct painter p = {.arena = a,
                            .breaker = &t.breaker,
                            .section = section,
                            .page = &section->pages[i],
                            .page_number = (uint32_t)i,
                            .figure = ELEMENT_ARTIFACT,
                            .figure_part = ELEMENT_ARTIFACT};
        mpt spare = frame->height - cut.height;
        mpt extra = spare > 0 && paint_fills_page(&cut.head) ? spare : 0;
        mpt used = paint_column(&p, &cut.head, frame->left, frame->top, extra);
        // what was measured to fit on the page does
        assert(cut.height > frame->height || (used >= cut.height && used <= cut.height + extra));
        section->pages[i].used = used;
        rest = cut.rest;
    }
    assert(column_is_empty(&rest));
    assert(is_consistent(section));
}
