// A section on its way into a file: first its pages become content streams (rendered), which for a
// shared section is done once; then it gets its place among a document's objects (placed), and its
// structure is written for that place.
#ifndef PDF_SECTION_H
#define PDF_SECTION_H

#include "pdf/content.h"
#include "pdf/document.h"
#include "pdf/drawing_cache.h"

struct rendered_page {
    const struct stream **parts;  // of the content stream
    size_t part_count, part_room;
    int32_t *owners;  // by MCID: the element whose content it is
    uint32_t owner_count;
};

struct appearance {  // what a widget shows: a form XObject
    const struct stream *stream;
    mpt width, height;
};

#define NO_APPEARANCE UINT32_MAX

struct rendered_section {
    const struct paper_section *section;
    struct rendered_page *pages;
    struct resources resources;
    size_t link_count, widget_count;
    struct appearance *appearances;  // each once, however many widgets show it
    size_t appearance_count, appearance_room;
    uint32_t *appearance_index;  // by widget: index of its appearance, or NO_APPEARANCE
    // by field: its first widget; by widget: the next one of its field, or NO_WIDGET
    uint32_t *first;
    uint32_t *next;
    // by field: where its object stands behind that of the group; by widget: likewise
    uint32_t *field_offsets;
    uint32_t *widget_offsets;
    uint32_t field_objects;  // of fields and widgets in all
};

#define NO_WIDGET UINT32_MAX

// The objects of a section follow each other: its pages, the appearances of its widgets, then a
// block of its Sect, its elements, one array for the ParentTree per page, its link annotations, and
// where it has fields the group that holds them, the fields and their widgets. Its keys in the
// ParentTree are those of its pages, then its links, then its widgets.
struct placed_section {
    const struct rendered_section *rendered;
    size_t first_page;  // in the document
    HPDF_Page *pages;
    uint32_t *page_numbers;
    // by page: the numbers of its content stream's parts but the first one, which stand in a row
    uint32_t *parts;
    uint32_t block, block_count;
    uint32_t appearances;
    uint32_t key;
    unsigned copy;  // from 1
};

static inline uint32_t section_element_number(const struct placed_section *p,
                                              int32_t element)  // -1: the Sect
{
    return p->block + 1 + (uint32_t)element;
}

static inline uint32_t section_parents_number(const struct placed_section *p, size_t page)
{
    return p->block + 1 + (uint32_t)(p->rendered->section->element_count + page);
}

static inline uint32_t section_link_number(const struct placed_section *p, size_t link)
{
    return section_parents_number(p, p->rendered->section->page_count) + (uint32_t)link;
}

static inline uint32_t section_group_number(
    const struct placed_section *p)  // of its fields; 0: it has none
{
    return p->rendered->widget_count ? section_link_number(p, p->rendered->link_count) : 0;
}

static inline uint32_t section_field_number(const struct placed_section *p, uint32_t field)
{
    return section_group_number(p) + 1 + p->rendered->field_offsets[field];
}

static inline uint32_t section_widget_number(const struct placed_section *p, uint32_t widget)
{
    return section_group_number(p) + 1 + p->rendered->widget_offsets[widget];
}

static inline uint32_t section_key_count(const struct rendered_section *r)
{
    return (uint32_t)(r->section->page_count + r->link_count + r->widget_count);
}

struct constants {  // objects that have the same numbers in every document
    // form: the root of all fields; nothing: an appearance that shows nothing
    uint32_t resources, form, empty_appearance;
};

struct rendered_section *render_section(struct renderer *r, const struct paper_section *section,
                                        struct arena *a);
// Part of a page's margins, from item *next on: what stands above the text, or one item below it.
// What is left for other parts begins at *next then.
const struct drawn_items *render_margins(struct renderer *r, const struct paper_page *margins,
                                         mpt height, size_t *next);

// structure.c: the texts of a placed section's block, in arena a; false if some element has more
// kids than an array may. -1: the Sect
int32_t structure_link_element(const struct paper_section *section, const struct paper_link *link);
bool structure_block(const struct placed_section *p, uint32_t document_element,
                     const struct constants *constants, struct arena *a, struct slice *objects);

// fields.c: the texts of the group, fields and widgets of a section that has any.
void fields_write(const struct placed_section *p, const struct constants *constants,
                  struct buf *out, struct arena *a, struct slice *objects);
// The same of those that hold something, which is the document's own, straight into the document.
void fields_write_filled(const struct placed_section *p, const struct constants *constants,
                         struct document *d);

#endif
