// Bytes of PDF → its pages as pictures, and all of them small on one: the only file that knows
// poppler and cairo.
#ifndef PREVIEW_RASTER_H
#define PREVIEW_RASTER_H

#include <stdbool.h>

#include "base/buf.h"

struct raster;  // a PDF that is being drawn

// NULL: it is no PDF. The bytes outlive the raster.
struct raster *raster_open(const struct buf *pdf);
void raster_close(struct raster *r);
size_t raster_pages(const struct raster *r);

// The picture of a page, from 1, as PNG in out (emptied first), and the same small on the contact
// sheet. The same bytes each time. False: it could not be drawn.
bool raster_page(struct raster *r, size_t number, struct buf *out);
// The contact sheet, once all pages are drawn: pages that face each other stand side by side, as in
// a paper that is printed on both sides. False likewise.
bool raster_contact_sheet(struct raster *r, struct buf *out);

#endif
