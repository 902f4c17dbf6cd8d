// Renders sections, and gives them their places among the document's objects: first shared
// sections, which then have the same numbers in all papers with the same ones, then those to fill
// in, which differ in little, then all others. The caches have most hits in this order.
#include "pdf/joined.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

void placement_render(struct writer *w)
{
    size_t page = 0;
    for (size_t i = 0; i < w->paper->section_count; i++) {
        const struct paper_section *section = w->paper->sections[i];
        struct placed_section *p = &w->placed[i];
        const struct placed_section *original = joined_original(w, p);
        p->rendered = original != p ? original->rendered
                                    : render_section(&w->pdf->renderer, section, w->doc.arena);
        resources_merge(&w->resources, &p->rendered->resources);
        p->first_page = page;
        page += section->page_count;
    }
    w->page_count = page;
}

static void place_contents(struct writer *w, struct placed_section *p, size_t page)
{
    struct document *d = &w->doc;
    const struct rendered_page *body = &p->rendered->pages[page];
    if (joined_original(w, p) != p) {
        document_page_no_content(d, p->pages[page]);
        return;
    }
    document_page_content(d, p->pages[page], body->parts[0]);
}

// The further content streams of the pages come behind the block, so that the block's numbers do
// not depend on how many there are.
static void place_parts(struct writer *w, struct placed_section *p)
{
    struct document *d = &w->doc;
    for (size_t page = 0; page < p->rendered->section->page_count && joined_original(w, p) == p;
         page++) {
        const struct rendered_page *body = &p->rendered->pages[page];
        if (body->part_count > 1)
            p->parts[page] = document_reserve(d, (uint32_t)body->part_count - 1);
        for (uint32_t i = 1; i < body->part_count; i++)
            document_content(d, p->parts[page] + i - 1, "", body->parts[i]);
    }
}

static bool place_pages(struct writer *w, struct placed_section *p)
{
    struct document *d = &w->doc;
    size_t count = p->rendered->section->page_count;
    p->pages = ARENA_ARRAY(d->arena, HPDF_Page, count);
    p->page_numbers = ARENA_ARRAY(d->arena, uint32_t, count);
    p->parts = ARENA_ARRAY(d->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        p->pages[i] = HPDF_Page_New(d->haru->mmgr, d->haru->xref);
        if (!p->pages[i]) return false;
        p->page_numbers[i] = document_number(p->pages[i]);
        place_contents(w, p, i);
    }
    return true;
}

static void place_appearances(struct writer *w, struct placed_section *p)
{
    struct document *d = &w->doc;
    const struct rendered_section *r = p->rendered;
    if (!r->appearance_count) return;
    p->appearances = document_reserve(d, (uint32_t)r->appearance_count);
    for (uint32_t i = 0; i < r->appearance_count; i++) {
        const struct appearance *shown = &r->appearances[i];
        struct buf entries = {0};
        BUF_LIT(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
        syntax_points(&entries, shown->width);
        buf_c(&entries, ' ');
        syntax_points(&entries, shown->height);
        buf_printf(&entries, "]/Resources %u 0 R", w->constants.resources);
        document_content(d, p->appearances + i, buf_cstr(&entries), shown->stream);
        buf_free(&entries);
    }
}

static bool place_section(struct writer *w, size_t i)
{
    struct placed_section *p = &w->placed[i];
    const struct paper_section *section = p->rendered->section;
    const struct rendered_section *r = p->rendered;
    if (!place_pages(w, p)) return false;
    place_appearances(w, p);
    p->key = w->keys;
    w->keys += section_key_count(r);
    w->by_number[w->by_number_count++] = p;
    if (joined_is_blank(w, p)) {
        place_parts(w, p);
        return true;
    }
    p->block_count = (uint32_t)(1 + section->element_count + section->page_count + r->link_count);
    if (r->widget_count) p->block_count += 1 + r->field_objects;
    if (r->widget_count && !section->shared) document_end_object_stream(&w->doc);
    p->block = document_reserve(&w->doc, p->block_count);
    place_parts(w, p);
    p->copy = (unsigned)(i /
                         (w->paper->section_count / (w->paper->copies ? w->paper->copies : 1))) +
              1;
    return true;
}

// ---- Margins

struct margin_stream {  // of all pages whose margins have the same drawing
    const struct drawn_items *drawn;
    uint32_t number;
};

struct margins {
    struct margin_stream *list;
    size_t count, room;
};

static uint32_t margin_number(struct writer *w, struct margins *all,
                              const struct drawn_items *drawn)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].drawn == drawn) return all->list[i].number;
    uint32_t number = document_reserve(&w->doc, 1);
    *ARENA_PUSH(w->doc.arena, all->list, all->count, all->room) = (struct margin_stream){drawn,
                                                                                         number};
    resources_merge(&w->resources, &drawn->resources);
    document_content(&w->doc, number, "", &drawn->stream);
    return number;
}

static void place_margins(struct writer *w)
{
    struct margins all = {0};
    struct arena *a = w->doc.arena;
    size_t page = 0;
    w->margins = ARENA_ARRAY(a, struct margin_list, w->page_count);
    for (size_t i = 0; i < w->paper->section_count; i++)
        for (size_t k = 0; k < w->paper->sections[i]->page_count && page < w->paper->page_count;
             k++, page++) {
            const struct paper_page *from = &w->paper->margins[page];
            struct margin_list *list = &w->margins[page];
            for (size_t next = 0; next < from->item_count;) {
                mpt height = w->paper->sections[i]->page_height;
                const struct drawn_items *drawn = render_margins(&w->pdf->renderer, from, height,
                                                                 &next);
                *ARENA_PUSH(a, list->numbers, list->count, list->room) = margin_number(w, &all,
                                                                                       drawn);
            }
        }
}

// ---- All of it

// kinds of sections, in the order in which they are numbered
enum { SHARED, TO_FILL_IN, PERSONAL, KINDS };

static int kind_of(const struct writer *w, size_t section)
{
    if (w->paper->sections[section]->shared) return SHARED;
    return w->placed[section].rendered->widget_count ? TO_FILL_IN : PERSONAL;
}

bool placement_number_sections(struct writer *w)
{
    for (int kind = SHARED; kind < KINDS; kind++) {
        if (kind == PERSONAL) document_end_object_stream(&w->doc), place_margins(w);
        for (size_t i = 0; i < w->paper->section_count; i++) {
            if (kind_of(w, i) != kind) continue;
            if (!place_section(w, i)) return false;
            w->varies |= kind == PERSONAL;
        }
    }
    return true;
}
