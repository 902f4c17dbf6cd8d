// Bookmarks, nested by their levels. libharu could make them, but takes 5 % of a pack's time for
// it.
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "pdf/document.h"
#include "pdf/section.h"

struct bookmark;

struct outline {
    struct bookmark *list;
    size_t count, room;
    int level_offset;  // added to the levels of sections' bookmarks
    bool silent;       // sections' bookmarks are left out
};

// top: in millipoints from the page's lower edge. level: from 1. closed: the bookmarks below it are
// not shown until the reader opens it. The title must live until outline_write().
void outline_add(struct outline *o, struct document *d, HPDF_Page page, mpt top, const char *title,
                 int level, bool closed);

// Adds the section's bookmarks. Sections come in reading order.
void outline_section(struct outline *o, struct document *d, const struct placed_section *p);

void outline_write(struct outline *o, struct document *d);  // after the last bookmark

#endif
