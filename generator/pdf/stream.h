// An object stream: objects deflated together. One that holds only what is the same in many
// documents is made once.
#ifndef PDF_STREAM_H
#define PDF_STREAM_H

#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/arena.h"
#include "pdf/digest.h"

enum { OBJECT_STREAM_MAX = 200 };  // readers unpack a whole stream to get at one object

struct slice {
    const char *text;
    size_t n;
    bool unique;  // no other document is likely to hold the same
};

struct object_stream {
    const uint32_t *numbers;
    uint32_t count;
    const unsigned char *bytes;  // deflated
    size_t n, index_n;           // index_n: where the objects begin when inflated
    struct digest digest;
};

struct stream {
    const unsigned char *bytes;
    size_t n;
    struct digest digest;  // of the bytes
    bool plain;            // not deflated
};

struct stream stream_deflate(struct libdeflate_compressor *z, const void *bytes, size_t n,
                             struct arena *a);
// Deflated, or when that would save little and take longer than all else, as it is: a compressor
// prepares tables that are larger by far than a short stream. own: one document alone holds it.
struct stream stream_new(struct libdeflate_compressor *z, const void *bytes, size_t n, bool unique,
                         struct arena *a);

// Deflates into arena a.
unsigned char *stream_deflate_bytes(struct libdeflate_compressor *z, const void *bytes, size_t n,
                                    struct arena *a, size_t *out_n);
struct object_stream_list {
    const struct object_stream **list;
    size_t count;
};
// Of objects whose numbers follow each other from first on; own: those that are a document's own,
// too.
struct object_stream_list stream_pack_objects(struct libdeflate_compressor *z, uint32_t first,
                                              const struct slice *objects, uint32_t count,
                                              bool unique, struct arena *a);

#endif
