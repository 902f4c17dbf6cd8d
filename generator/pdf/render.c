// Sections → content streams.
#include "pdf/section.h"

static struct content start(struct renderer *r, mpt height, struct uses *uses, struct arena *a)
{
    struct content c = {.type = r->type, .pictures = r->pictures, .uses = uses, .arena = a};
    r->scratch.n = 0;
    content_begin(&c, &r->scratch, height);
    return c;
}

static struct stream render_deflate(struct renderer *r, const void *bytes, size_t n, bool keep, struct arena *a)
{
    if (r->memo) return memo_stream(r->memo, bytes, n, keep, a);
    struct stream s = {0};
    s.bytes = pack_deflate(r->z, bytes, n, a, &s.n);
    s.digest = digest_of(s.bytes, s.n);
    return s;
}

// ---- Pages

enum { LEAST_PART = 500 };  // bytes, before they are deflated

struct parts {  // of the content stream of a page that one document alone holds
    struct rendered_page *page;
    size_t from;    // in the scratch
    bool personal;  // that part
};

static void end_part(struct renderer *r, struct parts *p, struct arena *a)
{
    struct rendered_page *page = p->page;
    size_t n = r->scratch.n - p->from;
    if (!n && page->part_count) return;
    *ARENA_PUSH(a, page->parts, page->part_count, page->part_room) =
        render_deflate(r, r->scratch.p + p->from, n, !p->personal, a);
    p->from = r->scratch.n;
}

static bool is_personal(const struct paper_section *section, int32_t element)
{
    for (; element >= 0; element = section->elements[element].parent)
        if (section->elements[element].personal) return true;
    return false;
}

// What shows nothing of a person's is likely to stand in other documents, too: parts end where that changes, but never
// within what belongs to one element.
static void change_part(struct renderer *r, struct content *c, struct parts *p, bool personal)
{
    if (personal == p->personal) return;
    content_end(c);
    if (r->scratch.n - p->from >= LEAST_PART) {
        end_part(r, p, c->arena);
        content_begin(c, &r->scratch, c->height);
        p->personal = personal;
    }
    p->personal |= personal;
}

static void render_page(struct renderer *r, const struct paper_section *section, size_t page, struct rendered *rendered,
                        struct arena *a)
{
    struct content c = start(r, section->page_height, &rendered->uses, a);
    const struct paper_page *from = &section->pages[page];
    struct parts parts = {&rendered->pages[page], 0, false};
    for (size_t i = 0; i < from->item_count; i++) {
        const struct paper_item *item = &from->items[i];
        bool known = item->element >= 0 && (size_t)item->element < section->element_count;
        if (known) change_part(r, &c, &parts, is_personal(section, item->element));
        content_item(&c, item, known ? section->elements[item->element].type : NULL);
    }
    content_end(&c);
    end_part(r, &parts, a);
    parts.page->owners = c.owners;
    parts.page->owner_count = c.owner_count;
}

void render_margins(struct renderer *r, const struct paper_page *margins, mpt height, size_t *next, struct uses *uses,
                    struct arena *a)
{
    struct content c = start(r, height, uses, a);
    c.margins = true;
    bool top = content_is_top(&c, &margins->items[*next]);
    do content_item(&c, &margins->items[(*next)++], NULL);
    while (top && *next < margins->item_count && content_is_top(&c, &margins->items[*next]));
    content_end(&c);
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
    fresh->stream = render_deflate(r, r->scratch.p, r->scratch.n, w->state != NULL, a);
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

struct rendered *render_section(struct renderer *r, const struct paper_section *section, struct arena *a)
{
    struct rendered *rendered = ARENA_NEW(a, struct rendered);
    rendered->section = section;
    rendered->pages = ARENA_ARRAY(a, struct rendered_page, section->page_count);
    uses_init(&rendered->uses, r->type, a);
    for (size_t i = 0; i < section->page_count; i++) {
        render_page(r, section, i, rendered, a);
        rendered->link_count += section->pages[i].link_count;
    }
    render_widgets(r, rendered, a);
    return rendered;
}
