// What each glyph of a face says, and how wide it is.
#ifndef TYPE_GLYPHS_H
#define TYPE_GLYPHS_H

#include "type/face.h"

// Fills f->widths and f->characters, in arena a.
void glyphs_read(struct face *f, struct arena *a);

#endif
