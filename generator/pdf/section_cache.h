// What documents share: a section that says the same in many of them is rendered once, and its
// structure, which depends on the object numbers that it got, once for each place. Sections are
// known by address: a shared section outlives the struct pdf that has seen it.
#ifndef PDF_SECTION_CACHE_H
#define PDF_SECTION_CACHE_H

#include "pdf/section.h"

struct cached_placement;

struct cached_section {
    const struct rendered_section *rendered;
    struct cached_placement *placements;
    struct cached_section *next;
};

struct section_cache {
    struct arena *arena;
    struct renderer *renderer;
    struct cached_section *chains[1024];
};

struct cached_section *section_cache_get(struct section_cache *s,
                                         const struct paper_section *section);
// Adds the section's structure to the document as it stands there; false if it is too large.
bool section_cache_add_structure(struct section_cache *s, struct cached_section *section,
                                 const struct placed_section *p, uint32_t document_element,
                                 const struct constants *constants, struct document *d);

#endif
