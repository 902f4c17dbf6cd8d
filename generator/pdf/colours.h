// The colours of the tones. On white, MUTED has a contrast of 6:1 and LINE one of 3.5:1; in black
// and white, all tones differ.
#ifndef PDF_COLOURS_H
#define PDF_COLOURS_H

#include "model/paper.h"

// "r g b", each from 0 to 1; TONE_NONE draws nothing.
static const char *const colours[TONE_COUNT] = {
    [TONE_NONE] = "",
    [TONE_INK] = ".098 .118 .137",
    [TONE_MUTED] = ".345 .384 .412",
    [TONE_ACCENT] = ".043 .318 .376",
    [TONE_RULE] = ".741 .78 .796",
    [TONE_LINE] = ".502 .545 .569",
    [TONE_TINT] = ".929 .949 .953",
    [TONE_WHITE] = "1 1 1",
};

#endif
