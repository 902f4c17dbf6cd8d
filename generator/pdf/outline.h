// Bookmarks, nested by their levels. libharu could make them, at two objects for each and a
// twentieth of a pack's time.
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "pdf/document.h"
#include "pdf/section.h"

struct bookmark;

struct outline {
    struct bookmark *list;
    size_t count, room;
    int level_offset;  // how much deeper than their level says the bookmarks of sections stand
    bool silent;       // they are left out
};

// top: from the page's lower edge. closed: those below it are not shown at first.
void outline_add(struct outline *o, struct document *d, HPDF_Page page, mpt top, const char *title,
                 int level, bool closed);

// sections in reading order
void outline_section(struct outline *o, struct document *d, const struct placed_section *p);

void outline_write(struct outline *o, struct document *d);  // at the end

#endif
