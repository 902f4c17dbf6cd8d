// The font of what people type into fields: a simple font, for PDF readers write with no other,
// with WinAnsi's characters and the letters of Sámi that WinAnsi lacks. Its program is that of a
// face's common subset.
#ifndef PDF_FIELD_FONT_H
#define PDF_FIELD_FONT_H

#include "pdf/writer.h"

// Appends the /DA of a field, or of all fields: the size of what is typed is fixed, for of a size
// that readers choose, no two fields have the same, and what is long they do not draw at all.
void field_font_appearance(struct buf *out, mpt size);
uint32_t field_font_reserve(struct document *d);  // reserves its numbers; the first of them
// Marks the common subset whose program it is as used.
void field_font_use(struct resources *resources, const struct typefaces *t);
// Writes its objects, and its entry of a /Font dictionary.
void field_font_write(struct writer *w, struct buf *entries);

#endif
