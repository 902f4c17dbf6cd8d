// The font of what people type: a simple one, since readers of PDF files can write with no other,
// of WinAnsi's characters and the Sámi letters that it lacks. It shares the program of a face's
// common subset.
#ifndef PDF_TYPED_H
#define PDF_TYPED_H

#include "pdf/writing.h"

#define TYPED_APPEARANCE "(/Typed 0 Tf .098 .118 .137 rg)"  // 0: as large as fits

uint32_t typed_reserve(struct document *d);  // the first of its numbers
void typed_use(struct uses *uses, const struct type *t);
// its objects, and its entry in a /Font dictionary
void typed_write(struct writing *w, struct buf *entries);

#endif
