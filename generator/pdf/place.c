// Sections become content streams and get their places among the document's objects: the shared ones first, so that
// they have the same numbers in all papers with the same shared sections.
#include "pdf/joined.h"
#include "pdf/syntax.h"
#include "pdf/writing.h"

void place_render(struct writing *w)
{
    size_t page = 0;
    for (size_t i = 0; i < w->paper->section_count; i++) {
        const struct paper_section *section = w->paper->sections[i];
        bool margins = page + section->page_count <= w->paper->page_count;
        struct placed *p = &w->placed[i];
        if (section->shared) {
            w->shared[i] = shared_get(&w->pdf->shared, section);
            p->rendered = w->shared[i]->rendered;
        } else {
            p->rendered =
                render_section(&w->pdf->renderer, section, margins ? w->paper->margins + page : NULL, w->doc.arena);
        }
        uses_merge(&w->uses, &p->rendered->uses);
        p->first_page = page;
        page += section->page_count;
    }
    w->page_count = page;
}

static void place_contents(struct writing *w, struct placed *p, size_t page, bool shared)
{
    struct document *d = &w->doc;
    const struct rendered_page *body = &p->rendered->pages[page];
    const struct paper *paper = w->paper;
    if (!shared) {
        document_page_content(d, p->pages[page], body->bytes, body->n, &body->digest);
        return;
    }
    static const struct paper_page none;
    size_t whole = p->first_page + page;
    struct rendered_page *margins = ARENA_NEW(d->arena, struct rendered_page);
    *margins = render_margins(&w->pdf->renderer, whole < paper->page_count ? &paper->margins[whole] : &none,
                              p->rendered->section->page_height, &w->uses, d->arena);
    uint32_t stream = joined_stream(w, p, page);
    if (!stream) {
        stream = document_reserve(d, 1);
        document_stream(d, stream, "/Filter/FlateDecode", body->bytes, body->n, &body->digest);
    }
    p->streams[page] = stream;
    document_page_content(d, p->pages[page], margins->bytes, margins->n, &margins->digest);
    HPDF_Array both = HPDF_Array_New(d->haru->mmgr);
    HPDF_Array_Add(both, document_haru(d, stream));
    HPDF_Array_Add(both, ((HPDF_PageAttr)p->pages[page]->attr)->contents);
    HPDF_Dict_Add(p->pages[page], "Contents", both);
}

static bool place_pages(struct writing *w, struct placed *p, bool shared)
{
    struct document *d = &w->doc;
    size_t count = p->rendered->section->page_count;
    p->pages = ARENA_ARRAY(d->arena, HPDF_Page, count);
    p->page_numbers = ARENA_ARRAY(d->arena, uint32_t, count);
    p->streams = shared ? ARENA_ARRAY(d->arena, uint32_t, count) : NULL;
    for (size_t i = 0; i < count; i++) {
        p->pages[i] = HPDF_Page_New(d->haru->mmgr, d->haru->xref);
        if (!p->pages[i]) return false;
        p->page_numbers[i] = document_number(p->pages[i]);
        place_contents(w, p, i, shared);
    }
    return true;
}

static void place_appearances(struct writing *w, struct placed *p)
{
    struct document *d = &w->doc;
    const struct rendered *r = p->rendered;
    if (!r->appearance_count) return;
    p->appearances = document_reserve(d, (uint32_t)r->appearance_count);
    for (uint32_t i = 0; i < r->appearance_count; i++) {
        const struct appearance *shown = &r->appearances[i];
        struct buf entries = {0};
        BUF_LIT(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
        syntax_points(&entries, shown->width);
        buf_c(&entries, ' ');
        syntax_points(&entries, shown->height);
        buf_printf(&entries, "]/Resources %u 0 R/Filter/FlateDecode", w->constants.resources);
        document_stream(d, p->appearances + i, buf_cstr(&entries), shown->bytes, shown->n, &shown->digest);
        buf_free(&entries);
    }
}

static bool place_section(struct writing *w, size_t i)
{
    struct placed *p = &w->placed[i];
    const struct paper_section *section = p->rendered->section;
    const struct rendered *r = p->rendered;
    if (!place_pages(w, p, w->shared[i] != NULL)) return false;
    place_appearances(w, p);
    p->key = w->keys;
    w->keys += section_keys(r);
    w->by_number[w->by_number_count++] = p;
    if (joined_blank(w, p)) return true;
    p->block_count = (uint32_t)(1 + section->element_count + section->page_count + r->link_count);
    if (r->widget_count) p->block_count += 1 + r->field_objects;
    p->block = document_reserve(&w->doc, p->block_count);
    p->copy = (unsigned)(i / (w->paper->section_count / (w->paper->copies ? w->paper->copies : 1))) + 1;
    return true;
}

bool place_sections(struct writing *w)
{
    for (int shared = 1; shared >= 0; shared--)
        for (size_t i = 0; i < w->paper->section_count; i++)
            if ((w->shared[i] != NULL) == shared && !place_section(w, i)) return false;
    return true;
}
