// The colour profile that PDF/A requires: sRGB, version 4, as a matrix and a curve.
#ifndef PDF_ICC_H
#define PDF_ICC_H

#include "base/buf.h"

void icc_srgb(struct buf *out);  // replaces what is in out

#endif
