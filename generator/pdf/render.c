// Renders sections: the content streams of their pages, and the appearances of their widgets.
#include "pdf/section.h"

// ---- Pages

enum { LEAST_PART = 300 };  // bytes of a content stream, about, before it is deflated

struct page_part {  // items of a page that get a content stream of their own
    size_t from, to;
    bool personal;
};

static bool is_personal(const struct paper_section *section, int32_t element)
{
    for (; element >= 0; element = section->elements[element].parent)
        if (section->elements[element].personal) return true;
    return false;
}

static size_t bytes_of(const struct paper_item *item)  // in the content stream, about
{
    return item->kind == ITEM_RUN ? 50 + 2 * (size_t)item->run.glyph_count : 50;
}

// Content that is not personal is likely to be in other documents, too, and so in the drawing
// cache: parts end where that changes. A part is not so short that the end of a stream costs more
// than it saves.
static struct page_part next_part(const struct paper_section *section,
                                  const struct paper_page *page, size_t from)
{
    struct page_part part = {from, from, false};
    size_t bytes = 0;
    for (; part.to < page->item_count; part.to++) {
        const struct paper_item *item = &page->items[part.to];
        bool known = item->element >= 0 && (size_t)item->element < section->element_count;
        bool personal = known ? is_personal(section, item->element) : part.personal;
        if (personal != part.personal && bytes >= LEAST_PART) break;
        part.personal |= personal;
        bytes += bytes_of(item);
    }
    return part;
}

static void render_page(struct renderer *r, const struct paper_section *section, size_t page,
                        struct rendered_section *rendered, struct arena *a)
{
    struct rendered_page *out = &rendered->pages[page];
    const struct paper_page *from = &section->pages[page];
    uint32_t room = 0;
    for (struct page_part part = {0}; part.to < from->item_count || !out->part_count;) {
        part = next_part(section, from, part.to);
        struct drawing_input d = {
            from->items + part.from, part.to - part.from, ON_PAGE, section->page_height, section,
            out->owner_count};
        const struct drawn_items *drawn = part.personal ? drawing_cache_bypass(r, &d, a)
                                                        : drawing_cache_get(r, &d);
        *ARENA_PUSH(a, out->parts, out->part_count, out->part_room) = &drawn->stream;
        resources_merge(&rendered->resources, &drawn->resources);
        for (uint32_t i = 0; i < drawn->owner_count; i++)
            *ARENA_PUSH(a, out->owners, out->owner_count, room) = d.items[drawn->owners[i]].element;
    }
}

const struct drawn_items *render_margins(struct renderer *r, const struct paper_page *margins,
                                         mpt height, size_t *next)
{
    size_t from = *next;
    bool top = content_is_top(&margins->items[from], height);
    do ++*next;
    while (top && *next < margins->item_count && content_is_top(&margins->items[*next], height));
    struct drawing_input d = {.items = margins->items + from,
                              .count = *next - from,
                              .context = IN_MARGINS,
                              .height = height};
    return drawing_cache_get(r, &d);
}

// ---- Widgets

static uint32_t keep_appearance(struct rendered_section *rendered, const struct drawn_items *drawn,
                                const struct paper_widget *w, struct arena *a)
{
    for (size_t i = 0; i < rendered->appearance_count; i++) {
        const struct appearance *old = &rendered->appearances[i];
        if (old->width == w->rect.w && old->height == w->rect.h &&
            !memcmp(&old->stream->digest, &drawn->stream.digest, sizeof old->stream->digest))
            return (uint32_t)i;
    }
    *ARENA_PUSH(a, rendered->appearances, rendered->appearance_count,
                rendered->appearance_room) = (struct appearance){&drawn->stream, w->rect.w,
                                                                 w->rect.h};
    return (uint32_t)rendered->appearance_count - 1;
}

static uint32_t render_widget(struct renderer *r, struct rendered_section *rendered,
                              const struct paper_widget *w, struct arena *a)
{
    if (!w->item_count) return NO_APPEARANCE;
    struct drawing_input d = {.items = w->items,
                              .count = w->item_count,
                              .context = w->state ? IN_BUTTON : IN_TEXT_FIELD,
                              .height = w->rect.h};
    const struct drawn_items *drawn = w->state ? drawing_cache_get(r, &d)
                                               : drawing_cache_bypass(r, &d, a);
    resources_merge(&rendered->resources, &drawn->resources);
    return keep_appearance(rendered, drawn, w, a);
}

// A field with one widget is one object with it; one with several is an object of its own before
// theirs.
static void number_fields(struct rendered_section *r, const uint32_t *fields, struct arena *a)
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
        r->field_offsets[f] = next;
        if (r->first[f] == NO_WIDGET || r->next[r->first[f]] != NO_WIDGET) next++;
        for (uint32_t w = r->first[f]; w != NO_WIDGET; w = r->next[w])
            r->widget_offsets[w] = next++;
    }
    r->field_objects = next;
}

static void render_widgets(struct renderer *r, struct rendered_section *rendered, struct arena *a)
{
    const struct paper_section *s = rendered->section;
    for (size_t i = 0; i < s->page_count; i++) rendered->widget_count += s->pages[i].widget_count;
    uint32_t *fields = ARENA_ARRAY(a, uint32_t, rendered->widget_count), at = 0;
    rendered->appearance_index = ARENA_ARRAY(a, uint32_t, rendered->widget_count);
    rendered->next = ARENA_ARRAY(a, uint32_t, rendered->widget_count);
    rendered->widget_offsets = ARENA_ARRAY(a, uint32_t, rendered->widget_count);
    rendered->first = ARENA_ARRAY(a, uint32_t, s->field_count);
    rendered->field_offsets = ARENA_ARRAY(a, uint32_t, s->field_count);
    for (size_t page = 0; page < s->page_count; page++)
        for (size_t i = 0; i < s->pages[page].widget_count; i++, at++) {
            const struct paper_widget *w = &s->pages[page].widgets[i];
            fields[at] = w->field;
            rendered->appearance_index[at] = render_widget(r, rendered, w, a);
        }
    number_fields(rendered, fields, a);
}

struct rendered_section *render_section(struct renderer *r, const struct paper_section *section,
                                        struct arena *a)
{
    struct rendered_section *rendered = ARENA_NEW(a, struct rendered_section);
    rendered->section = section;
    rendered->pages = ARENA_ARRAY(a, struct rendered_page, section->page_count);
    resources_init(&rendered->resources, r->type, a);
    for (size_t i = 0; i < section->page_count; i++) {
        render_page(r, section, i, rendered, a);
        rendered->link_count += section->pages[i].link_count;
    }
    render_widgets(r, rendered, a);
    return rendered;
}
