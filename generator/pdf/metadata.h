// Metadata: title, author, language, dates and the like, the same in the information dictionary and
// in XMP; and in XMP the claims to be PDF/A-2a and PDF/UA-1.
#ifndef PDF_METADATA_H
#define PDF_METADATA_H

#include "model/paper.h"
#include "pdf/document.h"

void metadata_info(struct document *d, const struct paper *paper);
// number: a reserved one.
void metadata_xmp(struct document *d, const struct paper *paper, uint32_t number);

#endif
