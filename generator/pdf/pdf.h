// paper → bytes: the only folder that knows PDF or libharu. Tagged PDF/UA-1 and PDF/A-2a in one
// file, with object streams.
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/paper.h"
#include "type/type.h"

// one thread's: libharu's arena, compressor, buffers and caches
struct pdf;
struct pdf *pdf_new(struct diags *d, const struct typefaces *t);
void pdf_free(struct pdf *p);

// The finished file in out (emptied first); false after a diagnostic. Images are known by address:
// they outlive p, unchanged.
bool writer_make_pdf(struct pdf *p, const struct paper *paper, struct buf *out);

// A print batch as one file. What sections share is in it once. False likewise.
bool joined_make_pdf(struct pdf *p, const struct paper_batch *batch, struct buf *out);
// The same as booklets, two pages on each side of a sheet: a printer's file, without tags.
bool booklet_make_pdf(struct pdf *p, const struct paper_batch *batch, struct buf *out);

#endif
