// The faces of a run, opened: what struct typefaces is inside type/.
#ifndef TYPE_TYPEFACES_H
#define TYPE_TYPEFACES_H

#include "type/face.h"

struct typefaces {
    const struct fonts *fonts;
    struct face *faces;
    size_t face_count;
    // as in fonts: indices of faces; a style without faces is set in regular
    const unsigned *order[FONT_STYLE_COUNT];
    size_t order_count[FONT_STYLE_COUNT];
    struct arena arena;
};

#endif
