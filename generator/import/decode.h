// The encoding of a text file, found out, and the file as UTF-8.
#ifndef IMPORT_DECODE_H
#define IMPORT_DECODE_H

#include "base/buf.h"

struct decoded {
    const char *encoding;  // "UTF-8", "UTF-16", "Windows-1252", "Mac Roman"
    bool bom;
    bool twice;           // it was UTF-8 that somebody had taken for Windows-1252
    size_t stray;         // bytes that were not UTF-8 in a file that is
    unsigned stray_line;  // of the first of them
};

// Appends n bytes as UTF-8 to *out. Every byte becomes something: nothing fails.
struct decoded decode_bytes(const char *bytes, size_t n, struct buf *out);

#endif
