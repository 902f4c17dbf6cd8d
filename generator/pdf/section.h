// A section on its way into a file: first its pages become content streams (rendered), which for a shared section is
// done once; then it gets its place among a document's objects (placed), and its structure is written for that place.
#ifndef PDF_SECTION_H
#define PDF_SECTION_H

#include "pdf/content.h"
#include "pdf/document.h"
#include "pdf/pack.h"

struct rendered_page {
    const unsigned char *bytes;  // the content stream, deflated
    size_t n;
    struct digest digest;
    const int32_t *owners;  // by MCID: the element whose content it is
    uint32_t owner_count;
};

struct rendered {
    const struct paper_section *section;
    struct rendered_page *pages;
    struct uses uses;
    size_t link_count;
};

// The objects of a section follow each other: its pages, then a block of its Sect, its elements, one array for the
// ParentTree per page, and its link annotations. Its keys in the ParentTree are those of its pages, then its links.
struct placed {
    const struct rendered *rendered;
    size_t first_page;  // in the document
    HPDF_Page *pages;
    uint32_t *page_numbers;
    uint32_t block, block_count;
    uint32_t key;
};

static inline uint32_t placed_element(const struct placed *p, int32_t element)  // -1: the Sect
{
    return p->block + 1 + (uint32_t)element;
}

static inline uint32_t placed_parents(const struct placed *p, size_t page)
{
    return p->block + 1 + (uint32_t)(p->rendered->section->element_count + page);
}

static inline uint32_t placed_link(const struct placed *p, size_t link)
{
    return placed_parents(p, p->rendered->section->page_count) + (uint32_t)link;
}

struct renderer {  // what rendering takes
    const struct type *type;
    struct pictures *pictures;
    struct libdeflate_compressor *z;
    struct buf scratch;
};

// margins: of the section's first page, written into the same streams; NULL: none.
struct rendered *render_section(struct renderer *r, const struct paper_section *section,
                                const struct paper_page *margins, struct arena *a);
// The margins of one page as a stream of their own.
struct rendered_page render_margins(struct renderer *r, const struct paper_page *margins, mpt height, struct uses *uses,
                                    struct arena *a);

// structure.c: the texts of a placed section's block, in arena a; false if some element has more kids than an array
// may.
int32_t structure_link_element(const struct paper_section *section, const struct paper_link *link);  // -1: the Sect
bool structure_block(const struct placed *p, uint32_t document_element, struct arena *a, struct slice *objects);

#endif
