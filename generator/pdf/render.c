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

// ---- Widgets

static uint32_t keep_appearance(struct renderer *r, struct rendered *rendered, const struct paper_widget *w, struct arena *a)
{
    struct digest digest = digest_of(r->scratch.p, r->scratch.n);
    for (size_t i = 0; i < rendered->appearance_count; i++) {
        const struct appearance *old = &rendered->appearances[i];
        if (old->width == w->rect.w && old->height == w->rect.h && !memcmp(&old->digest, &digest, sizeof digest))
            return (uint32_t)i;
    }
    struct appearance *fresh =
        ARENA_PUSH(a, rendered->appearances, rendered->appearance_count, rendered->appearance_room);
    *fresh = (struct appearance){.digest = digest, .width = w->rect.w, .height = w->rect.h};
    fresh->bytes = pack_deflate(r->z, r->scratch.p, r->scratch.n, a, &fresh->n);
    return (uint32_t)rendered->appearance_count - 1;
}

static uint32_t render_widget(struct renderer *r, struct rendered *rendered, const struct paper_widget *w, struct arena *a)
{
    if (!w->item_count) return NO_APPEARANCE;
    struct content c = start(r, w->rect.h, &rendered->uses, a);
    bool text = !w->state;
    if (text) BUF_LIT(&r->scratch, "/Tx BMC\n");
    for (size_t i = 0; i < w->item_count; i++) content_draw(&c, &w->items[i]);
    content_settle(&c);
    if (text) BUF_LIT(&r->scratch, "EMC\n");
    return keep_appearance(r, rendered, w, a);
}

// A field with one widget is one object with it; one with several is an object of its own before theirs.
static void number_fields(struct rendered *r, const uint32_t *fields, struct arena *a)
{
    size_t count = r->section->field_count;
    uint32_t *last = ARENA_ARRAY(a, uint32_t, count), next = 0;
    for (size_t f = 0; f < count; f++) r->first[f] = NO_WIDGET;
    for (uint32_t w = 0; w < r->widget_count; w++) {
        uint32_t f = fields[w];
        r->next[w] = NO_WIDGET;
        if (r->first[f] == NO_WIDGET) r->first[f] = w;
        else r->next[last[f]] = w;
        last[f] = w;
    }
    for (size_t f = 0; f < count; f++) {
        r->places[f] = next;
        if (r->first[f] == NO_WIDGET || r->next[r->first[f]] != NO_WIDGET) next++;
        for (uint32_t w = r->first[f]; w != NO_WIDGET; w = r->next[w]) r->widget_places[w] = next++;
    }
    r->field_objects = next;
}

static void render_widgets(struct renderer *r, struct rendered *rendered, struct arena *a)
{
    const struct paper_section *s = rendered->section;
    for (size_t i = 0; i < s->page_count; i++) rendered->widget_count += s->pages[i].widget_count;
    uint32_t *fields = ARENA_ARRAY(a, uint32_t, rendered->widget_count), at = 0;
    rendered->shown = ARENA_ARRAY(a, uint32_t, rendered->widget_count);
    rendered->next = ARENA_ARRAY(a, uint32_t, rendered->widget_count);
    rendered->widget_places = ARENA_ARRAY(a, uint32_t, rendered->widget_count);
    rendered->first = ARENA_ARRAY(a, uint32_t, s->field_count);
    rendered->places = ARENA_ARRAY(a, uint32_t, s->field_count);
    for (size_t page = 0; page < s->page_count; page++)
        for (size_t i = 0; i < s->pages[page].widget_count; i++, at++) {
            const struct paper_widget *w = &s->pages[page].widgets[i];
            fields[at] = w->field;
            rendered->shown[at] = render_widget(r, rendered, w, a);
        }
    number_fields(rendered, fields, a);
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
    render_widgets(r, rendered, a);
    return rendered;
}

struct rendered_page render_margins(struct renderer *r, const struct paper_page *margins, mpt height, struct uses *uses,
                                    struct arena *a)
{
    struct content c = start(r, height, uses, a);
    add_margins(&c, margins);
    return finish(r, &c, a);
}
