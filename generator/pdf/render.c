// Sections → content streams.
#include "pdf/section.h"

static const char *type_of(const struct paper_section *section, int32_t element)
{
    bool known = element >= 0 && (size_t)element < section->element_count;
    return known ? section->elements[element].type : NULL;
}

static struct rendered_page finish(struct renderer *r, const struct content *c, struct arena *a)
{
    struct rendered_page page = {.owners = c->owners, .owner_count = c->owner_count};
    page.bytes = pack_deflate(r->z, r->scratch.p, r->scratch.n, a, &page.n);
    page.digest = digest_of(page.bytes, page.n);
    return page;
}

static void add_margins(struct content *c, const struct paper_page *margins)
{
    c->margins = true;
    for (size_t i = 0; i < margins->item_count; i++) content_item(c, &margins->items[i], NULL);
    content_end(c);
}

static struct content start(struct renderer *r, mpt height, struct uses *uses, struct arena *a)
{
    struct content c = {.type = r->type, .pictures = r->pictures, .uses = uses, .arena = a};
    r->scratch.n = 0;
    content_begin(&c, &r->scratch, height);
    return c;
}

static struct rendered_page render_page(struct renderer *r, const struct paper_section *section, size_t page,
                                        const struct paper_page *margins, struct uses *uses, struct arena *a)
{
    struct content c = start(r, section->page_height, uses, a);
    const struct paper_page *p = &section->pages[page];
    for (size_t i = 0; i < p->item_count; i++) content_item(&c, &p->items[i], type_of(section, p->items[i].element));
    content_end(&c);
    if (margins) add_margins(&c, &margins[page]);
    return finish(r, &c, a);
}

struct rendered *render_section(struct renderer *r, const struct paper_section *section,
                                const struct paper_page *margins, struct arena *a)
{
    struct rendered *rendered = ARENA_NEW(a, struct rendered);
    rendered->section = section;
    rendered->pages = ARENA_ARRAY(a, struct rendered_page, section->page_count);
    uses_init(&rendered->uses, r->type, a);
    for (size_t i = 0; i < section->page_count; i++) {
        rendered->pages[i] = render_page(r, section, i, margins, &rendered->uses, a);
        rendered->link_count += section->pages[i].link_count;
    }
    return rendered;
}

struct rendered_page render_margins(struct renderer *r, const struct paper_page *margins, mpt height, struct uses *uses,
                                    struct arena *a)
{
    struct content c = start(r, height, uses, a);
    add_margins(&c, margins);
    return finish(r, &c, a);
}
