// The font of what people type: a simple one, since readers of PDF files can write with no other,
// of WinAnsi's characters and the Sámi letters that it lacks. It shares the program of a face's
// common subset.
#ifndef PDF_FIELD_FONT_H
#define PDF_FIELD_FONT_H

#include "pdf/writer.h"

#define FIELD_FONT_APPEARANCE "(/Typed 0 Tf .098 .118 .137 rg)"  // 0: as large as fits

uint32_t field_font_reserve(struct document *d);  // the first of its numbers
void field_font_use(struct resources *resources, const struct typefaces *t);
// its objects, and its entry in a /Font dictionary
void field_font_write(struct writer *w, struct buf *entries);

#endif
