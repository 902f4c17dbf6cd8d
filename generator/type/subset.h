// Subsets: the part of a font that goes into a file.
#ifndef TYPE_SUBSET_H
#define TYPE_SUBSET_H

#include "type/face.h"

// A subset of just these glyphs, deflated with z; what it points to is in arena a. Its bytes are
// NULL if the font is too broken.
struct type_subset subset_glyphs(struct face *f, const uint16_t *glyphs, size_t count,
                                 struct libdeflate_compressor *z, struct arena *a);
// The face's common subset, from its repertoire, in arena a; none if the font has none of it. False
// if the font is too broken.
bool subset_common(struct face *f, struct arena *a);

#endif
