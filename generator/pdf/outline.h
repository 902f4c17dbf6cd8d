// Bookmarks, nested by their levels.
#ifndef PDF_OUTLINE_H
#define PDF_OUTLINE_H

#include "pdf/document.h"
#include "pdf/section.h"

struct outline {
    HPDF_Outline open[8];  // the last bookmark of each depth
    int levels[8];
    int depth;
};

void outline_section(struct outline *o, struct document *d, const struct placed *p);  // sections in reading order

#endif
