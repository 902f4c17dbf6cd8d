// What has been deflated before: bytes that many documents hold are deflated once, and found again by what they are. The
// same bytes deflate to the same whether they are found or not, so nothing in a file tells.
#ifndef PDF_MEMO_H
#define PDF_MEMO_H

#include "base/map.h"
#include "pdf/pack.h"

struct memo {  // {.arena, .z}: empty; goes with the arena
    struct arena *arena;
    struct libdeflate_compressor *z;
    struct map known;  // bytes → their struct stream
};

struct stream {
    const unsigned char *bytes;
    size_t n;
    struct digest digest;  // of the bytes
    bool plain;            // not deflated
};

// Deflated, or when that would save little and take longer than all else, as it is: a compressor prepares tables that are
// larger by far than a short stream.
struct stream memo_stream(struct memo *m, const void *bytes, size_t n, bool keep, struct arena *a);
// keep: whether other documents are likely to hold the same. What is not kept lives in arena a.
struct stream memo_deflate(struct memo *m, const void *bytes, size_t n, bool keep, struct arena *a);

#endif
