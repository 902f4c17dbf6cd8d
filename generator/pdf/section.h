// A section on its way into a file. First its pages become content streams (rendered), then it gets
// its place among the document's objects (placed), then its structure is written for that place.
#ifndef PDF_SECTION_H
#define PDF_SECTION_H

#include "pdf/content.h"
#include "pdf/document.h"
#include "pdf/drawing_cache.h"

struct rendered_page {
    const struct stream **parts;  // the content streams, one or more
    size_t part_count, part_room;
    int32_t *owners;  // by MCID: the element that owns the marked content
    uint32_t owner_count;
};

struct appearance {  // the form XObject that a widget shows
    const struct stream *stream;
    mpt width, height;
};

#define NO_APPEARANCE UINT32_MAX

struct rendered_section {
    const struct paper_section *section;
    struct rendered_page *pages;
    struct resources resources;
    size_t link_count, widget_count;
    struct appearance *appearances;  // no two are the same
    size_t appearance_count, appearance_room;
    uint32_t *appearance_index;  // by widget: index of its appearance, or NO_APPEARANCE
    uint32_t *first;             // by field: its first widget, or NO_WIDGET
    uint32_t *next;              // by widget: the next one of its field, or NO_WIDGET
    uint32_t *field_offsets;     // by field: how far its object is behind the first field's
    uint32_t *widget_offsets;    // by widget: likewise
    uint32_t field_objects;      // how many objects the fields and widgets have
};

#define NO_WIDGET UINT32_MAX

// The objects of a section are numbered in a row: its pages, the appearances of its widgets, and
// then a block: its Sect, its elements, for each page an array for the ParentTree, its link
// annotations, and where it has fields, their group, the fields and their widgets. Its keys in the
// ParentTree are those of its pages, then of its links, then of its widgets.
struct placed_section {
    const struct rendered_section *rendered;
    size_t first_page;  // its index in the document
    HPDF_Page *pages;
    uint32_t *page_numbers;       // object numbers, by page
    uint32_t *parts;              // by page: the number of the second part; the others follow it
    uint32_t block, block_count;  // the block's first number; how many objects it has
    uint32_t appearances;         // the first one's number
    uint32_t key;                 // the first one in the ParentTree
    unsigned copy;                // of the paper's copies, from 1
};

// element: -1 is the Sect.
static inline uint32_t section_element_number(const struct placed_section *p, int32_t element)
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

// Of the group of its fields; 0: it has none.
static inline uint32_t section_group_number(const struct placed_section *p)
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
    // form: the root of all fields. empty_appearance: one that shows nothing
    uint32_t resources, form, empty_appearance;
};

// In arena a; drawings that are cached stay good until the caches are emptied.
struct rendered_section *render_section(struct renderer *r, const struct paper_section *section,
                                        struct arena *a);
// Draws part of a page's margins, from item *next on: all that is above the text, or one item below
// it. *next becomes the first item that is not drawn.
const struct drawn_items *render_margins(struct renderer *r, const struct paper_page *margins,
                                         mpt height, size_t *next);

// structure.c

// The link's element; -1: the Sect.
int32_t structure_link_element(const struct paper_section *section, const struct paper_link *link);
// The block_count objects of the section's block, in arena a. False if an element has more kids
// than an array may.
bool structure_block(const struct placed_section *p, uint32_t document_element,
                     const struct constants *constants, struct arena *a, struct slice *objects);

// fields.c

// The objects of the group, fields and widgets of a section that has any, in arena a; out is a
// scratch buffer.
void fields_write(const struct placed_section *p, const struct constants *constants,
                  struct buf *out, struct arena *a, struct slice *objects);
// Sets the objects of those fields that hold something in the document: they are unique.
void fields_write_filled(const struct placed_section *p, const struct constants *constants,
                         struct document *d);

#endif
