// The font of what people type into fields: a simple font, for PDF readers write with no other,
// with WinAnsi's characters and the letters of Sámi that WinAnsi lacks. Its program is that of a
// face's common subset.
#ifndef PDF_FIELD_FONT_H
#define PDF_FIELD_FONT_H

#include "pdf/writer.h"

#define FIELD_FONT_APPEARANCE "(/Typed 0 Tf .098 .118 .137 rg)"  // 0: as large as fits

uint32_t field_font_reserve(struct document *d);  // reserves its numbers; the first of them
// Marks the common subset whose program it is as used.
void field_font_use(struct resources *resources, const struct typefaces *t);
// Writes its objects, and its entry of a /Font dictionary.
void field_font_write(struct writer *w, struct buf *entries);

#endif
