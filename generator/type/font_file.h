// Font files.
#ifndef TYPE_FONT_FILE_H
#define TYPE_FONT_FILE_H

#include "type/face.h"

// Opens the font as a face, with its common subset. False after a diagnostic. What the face points
// to is in arena a; face_close() gives back what HarfBuzz holds, also after a failure.
bool font_file_open(struct face *f, struct diags *d, const struct font_face *font, struct arena *a);

#endif
