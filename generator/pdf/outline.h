// Bookmarks, nested by their levels.
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "pdf/document.h"
#include "pdf/section.h"

struct outline {
    HPDF_Outline open[8];  // the last bookmark of each depth
    int levels[8];
    int depth;
    int shift;    // how much deeper than their level says the bookmarks of sections stand
    bool silent;  // they are left out
};

// top: from the page's lower edge. closed: those below it are not shown at first.
void outline_add(struct outline *o, struct document *d, HPDF_Page page, mpt top, const char *title, int level, bool closed);

void outline_section(struct outline *o, struct document *d, const struct placed *p);  // sections in reading order

#endif
