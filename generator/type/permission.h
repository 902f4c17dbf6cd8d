// What a font's maker permits.
#ifndef TYPE_PERMISSION_H
#define TYPE_PERMISSION_H

#include <hb.h>

// NULL, or why the font's licence bits forbid embedding a subset of it: how a sentence about the
// font goes on, a literal.
const char *permission_refusal(hb_face_t *face);

#endif
