// What the readers of pictures share.
#ifndef READ_PICTURE_H
#define READ_PICTURE_H

#include "base/buf.h"
#include "read/read.h"

enum { PICTURE_PIXELS = 40000000 };

struct picture_file {
    struct diags *d;
    struct place place;
    const char *name;
    enum diag_level level;  // of what is wrong with it: warning or error
    const char *near;       // where it is missing: the file that may be meant; NULL: none
};

// Report that the picture cannot be used, with what follows its name in a sentence; that it is
// there but broken, with a reason. NULL.
const struct image *picture_unusable(const struct picture_file *p, const char *id, const char *why);
const struct image *picture_damaged(const struct picture_file *p, const char *why);
bool picture_is_too_large(uint64_t width, uint64_t height);
// How the camera was held, as EXIF data say it that begin with "Exif\0\0", or that a JPEG file
// holds: 1 to 8; 0: not known.
uint8_t picture_orientation(const unsigned char *bytes, size_t n);
// A JPEG file as an image, in arena a; NULL after a report.
const struct image *picture_jpeg(const struct picture_file *p, struct arena *a,
                                 const struct buf *file);

#endif
