// The objects of a section's structure, written once for all sections with the same one.
#include "pdf/structure_cache.h"

static void add_elements(struct buf *key, const struct paper_section *section)
{
    for (size_t i = 0; i < section->element_count; i++) {
        const struct paper_element *e = &section->elements[i];
        bool says = e->language || e->alternative || e->title || e->bounds.w > 0;
        const int32_t numbers[] = {e->parent, e->column_span | e->row_span << 8 |
                                                  (int)e->header_scope << 16 |
                                                  (int)e->numbering << 20 | says << 24};
        BUF_KEY(key, numbers);
        buf_str(key, e->type);
        buf_c(key, '\0');
        if (!says) continue;
        buf_key_text(key, e->language);
        buf_key_text(key, e->alternative);
        buf_key_text(key, e->title);
        BUF_KEY(key, e->bounds);
    }
}

static void add_links(struct buf *key, const struct paper_page *page)
{
    for (size_t i = 0; i < page->link_count; i++) {
        const struct paper_link *link = &page->links[i];
        BUF_KEY(key, link->element);
        BUF_KEY(key, link->rect);
        buf_key_text(key, link->uri);
        buf_key_text(key, link->contents);
    }
}

static void add_widgets(struct buf *key, const struct paper_page *page)
{
    for (size_t i = 0; i < page->widget_count; i++) {
        const struct paper_widget *w = &page->widgets[i];
        const int32_t numbers[] = {(int32_t)w->field, w->element, w->on};
        BUF_KEY(key, numbers);
        BUF_KEY(key, w->rect);
        buf_key_text(key, w->state);
        buf_key_text(key, w->label);
    }
}

// A field that holds something is not in the cache, since it is one document's own: see
// fields_write_filled(). That it holds something decides which objects are.
static void add_field(struct buf *key, const struct form_field *f)
{
    const int32_t numbers[] = {(int32_t)f->kind, f->editable, f->most, (int32_t)f->option_count,
                               f->value != NULL};
    BUF_KEY(key, numbers);
    if (f->value) return;
    buf_key_text(key, f->name);
    buf_key_text(key, f->label);
    for (size_t i = 0; f->kind == FORM_FIELD_CHOICE && i < f->option_count; i++) {
        buf_key_text(key, f->options[i].id);
        buf_key_text(key, f->options[i].words);
    }
}

// The structure depends on the section's place: its object numbers, its keys in the ParentTree, its
// pages; on its elements, and which of them owns each piece of marked content; and on its links,
// fields and widgets. It does not depend on what text, pictures or filled-in fields show.
static void structure_cache_key(struct buf *key, const struct placed_section *p,
                                uint32_t document_element, const struct constants *constants)
{
    const struct rendered_section *r = p->rendered;
    const struct paper_section *section = r->section;
    const uint32_t numbers[] = {p->block,
                                p->block_count,
                                p->key,
                                p->appearances,
                                p->copy,
                                section->group,
                                document_element,
                                (uint32_t)section->page_height,
                                (uint32_t)section->page_count,
                                (uint32_t)section->element_count,
                                (uint32_t)section->field_count,
                                (uint32_t)r->widget_count,
                                (uint32_t)r->link_count};
    key->n = 0;
    BUF_KEY(key, numbers);
    BUF_KEY(key, *constants);
    for (size_t page = 0; page < section->page_count; page++) {
        const struct rendered_page *rendered = &r->pages[page];
        const uint32_t counts[] = {p->page_numbers[page], rendered->owner_count,
                                   (uint32_t)section->pages[page].link_count,
                                   (uint32_t)section->pages[page].widget_count};
        BUF_KEY(key, counts);
        buf_add(key, rendered->owners, rendered->owner_count * sizeof *rendered->owners);
        add_links(key, &section->pages[page]);
        add_widgets(key, &section->pages[page]);
    }
    if (r->widget_count)
        buf_add(key, r->appearance_index, r->widget_count * sizeof *r->appearance_index);
    add_elements(key, section);
    for (size_t i = 0; r->widget_count && i < section->field_count; i++)
        add_field(key, section->fields[i]);
}

static struct object_stream_list *build(struct structure_cache *s, const struct placed_section *p,
                                        uint32_t document_element,
                                        const struct constants *constants)
{
    struct arena scratch = {0};
    struct slice *objects = ARENA_ARRAY(&scratch, struct slice, p->block_count);
    struct object_stream_list *made = NULL;
    if (structure_block(p, document_element, constants, &scratch, objects)) {
        made = ARENA_NEW(s->arena, struct object_stream_list);
        *made = stream_pack_objects(s->z, p->block, objects, p->block_count, false, s->arena);
        map_set_bytes(&s->cached, s->arena, arena_strndup(s->arena, s->key.p, s->key.n), s->key.n,
                      made);
    }
    arena_free(&scratch);
    return made;
}

bool structure_cache_add(struct structure_cache *s, const struct placed_section *p,
                         uint32_t document_element, const struct constants *constants,
                         struct document *d)
{
    structure_cache_key(&s->key, p, document_element, constants);
    const struct object_stream_list *cached = map_get_bytes(&s->cached, s->key.p, s->key.n);
    if (!cached) cached = build(s, p, document_element, constants);
    if (!cached) return false;
    document_add_object_streams(d, cached);
    if (p->rendered->widget_count) fields_write_filled(p, constants, d);
    return true;
}
