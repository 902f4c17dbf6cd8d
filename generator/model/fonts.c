// The names of font styles.
#include "model/fonts.h"

const char *const font_style_names[FONT_STYLE_COUNT] = {
    [FONT_REGULAR] = "regular",         [FONT_BOLD] = "bold", [FONT_ITALIC] = "italic",
    [FONT_BOLD_ITALIC] = "bold-italic", [FONT_MONO] = "mono",
};
