// What documents share: a section that says the same in many of them is rendered once, and its
// structure, which depends on the object numbers that it got, once for each place. Sections are
// known by address: a shared section outlives the struct pdf that has seen it.
#ifndef PDF_SHARED_H
#define PDF_SHARED_H

#include "pdf/section.h"

struct shared_place;

struct shared_section {
    const struct rendered *rendered;
    struct shared_place *places;
    struct shared_section *next;
};

struct shared {
    struct arena *arena;
    struct renderer *renderer;
    struct shared_section *chains[1024];
};

struct shared_section *shared_get(struct shared *s, const struct paper_section *section);
// Adds the section's structure to the document as it stands there; false if it is too large.
bool shared_structure(struct shared *s, struct shared_section *section, const struct placed *p,
                      uint32_t document_element, const struct constants *constants,
                      struct document *d);

#endif
