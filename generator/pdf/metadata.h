// What a file says of itself, twice and alike: in its information dictionary and in XMP, with the
// claims PDF/A-2a and PDF/UA-1.
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "model/paper.h"
#include "pdf/document.h"

void metadata_info(struct document *d, const struct paper *paper);
void metadata_xmp(struct document *d, const struct paper *paper, uint32_t number);

#endif
