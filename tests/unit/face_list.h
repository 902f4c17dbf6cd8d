// The faces that unit tests set type in, by hand rather than from fonts.yaml.
#ifndef UNIT_FACE_LIST_H
#define UNIT_FACE_LIST_H

#include "model/fonts.h"

#define NOTO "/usr/share/fonts/truetype/noto/"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/"

enum { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_MONO, FACE_SYMBOLS, FACE_COUNT };

static const struct font_range test_repertoire[] = {
    {0x20, 0x7E}, {0xA0, 0x17F}, {0x2010, 0x2026}, {0x20AC, 0x20AC}};

#define TEST_FACE(name, file, ranges)                                            \
    {                                                                            \
        .id = name, .path = file, .package = "fonts-test", .licence = "OFL-1.1", \
        .repertoire = test_repertoire, .repertoire_count = ranges                \
    }

static const struct font_face test_faces[FACE_COUNT] = {
    [FACE_REGULAR] = TEST_FACE("noto-sans", NOTO "NotoSans-Regular.ttf", 4),
    [FACE_BOLD] = TEST_FACE("noto-sans-bold", NOTO "NotoSans-Bold.ttf", 4),
    [FACE_ITALIC] = TEST_FACE("noto-sans-italic", NOTO "NotoSans-Italic.ttf", 0),
    [FACE_MONO] = TEST_FACE("noto-mono", NOTO "NotoSansMono-Regular.ttf", 0),
    [FACE_SYMBOLS] = TEST_FACE("dejavu-sans", DEJAVU "DejaVuSans.ttf", 0),
};
static const unsigned test_order[][2] = {
    {FACE_REGULAR, FACE_SYMBOLS},
    {FACE_BOLD, FACE_SYMBOLS},
    {FACE_ITALIC, FACE_SYMBOLS},
    {FACE_MONO, FACE_SYMBOLS},
};
static const struct fonts test_fonts = {
    .faces = test_faces,
    .face_count = FACE_COUNT,
    .order = {[FONT_REGULAR] = test_order[0],
              [FONT_BOLD] = test_order[1],
              [FONT_ITALIC] = test_order[2],
              [FONT_BOLD_ITALIC] = test_order[1],
              [FONT_MONO] = test_order[3]},
    .order_count = {2, 2, 2, 2, 2},
};

#endif
