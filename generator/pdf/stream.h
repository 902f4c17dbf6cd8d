// Streams, deflated or plain, and object streams: objects that are deflated together.
#ifndef PDF_STREAM_H
#define PDF_STREAM_H

#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/digest.h"

enum { OBJECT_STREAM_MAX = 200 };  // objects: readers inflate a whole stream to read one of them

struct slice {  // the text of an object
    const char *text;
    size_t n;
    bool unique;  // no other document is likely to hold the same
};

struct object_stream {
    const uint32_t *numbers;  // of its objects
    uint32_t count;
    const unsigned char *bytes;  // deflated
    size_t n, index_n;           // index_n: offset of the first object, inflated
    struct digest digest;        // of the bytes, inflated
};

struct stream {
    const unsigned char *bytes;
    size_t n;
    struct digest digest;  // of the bytes
    bool plain;            // not deflated
};

// n bytes, deflated, in arena a.
struct stream stream_deflate(struct libdeflate_compressor *z, const void *bytes, size_t n,
                             struct arena *a);
// The same, but a short stream stays plain: deflating it saves little, and takes long, for the
// compressor's tables are much larger than the stream. unique: only one document holds it, so that
// more streams count as short.
struct stream stream_new(struct libdeflate_compressor *z, const void *bytes, size_t n, bool unique,
                         struct arena *a);

// The same without a digest; *out_n: how many bytes it is.
unsigned char *stream_deflate_bytes(struct libdeflate_compressor *z, const void *bytes, size_t n,
                                    struct arena *a, size_t *out_n);

struct object_stream_list {
    const struct object_stream **list;
    size_t count;
};
// Packs count objects, which are numbered in a row from first on, in arena a. unique: also those
// that are unique; else their numbers are left out.
struct object_stream_list stream_pack_objects(struct libdeflate_compressor *z, uint32_t first,
                                              const struct slice *objects, uint32_t count,
                                              bool unique, struct arena *a);

#endif
