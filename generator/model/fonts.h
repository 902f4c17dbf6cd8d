// The faces that papers are set in, by fonts/fonts.yaml and `typeface:`. No font file is opened
// here.
#ifndef MODEL_FONTS_H
#define MODEL_FONTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum font_style {
    FONT_REGULAR,
    FONT_BOLD,
    FONT_ITALIC,
    FONT_BOLD_ITALIC,
    FONT_MONO,
    FONT_STYLE_COUNT
};
extern const char *const font_style_names[FONT_STYLE_COUNT];

struct font_range {
    uint32_t first, last;  // code points, both included
};

struct font_face {
    const char *id;       // as fonts.yaml names it
    const char *path;     // the file
    const char *package;  // the Debian package it is from; NULL: it is the organisation's own
    const char *licence;
    // in the common subset of every document that uses the face; count 0: none
    const struct font_range *repertoire;
    size_t repertoire_count;
    struct place place;
};

struct fonts {
    const struct font_face *faces;
    size_t face_count;
    // indexes into faces: the first that has a character sets it
    const unsigned *order[FONT_STYLE_COUNT];
    size_t order_count[FONT_STYLE_COUNT];
};

#endif
