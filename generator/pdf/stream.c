// Deflates streams, and packs objects into object streams.
#include "pdf/stream.h"

enum { SHORT = 250, SHORT_UNIQUE = 700 };  // bytes

// Into scratch memory first: the bound is about half as large again as the result.
unsigned char *stream_deflate_bytes(struct libdeflate_compressor *z, const void *bytes, size_t n,
                                    struct arena *a, size_t *out_n)
{
    size_t room = libdeflate_zlib_compress_bound(z, n);
    void *scratch = mem_realloc(NULL, room);
    *out_n = libdeflate_zlib_compress(z, bytes, n, scratch, room);
    unsigned char *kept = arena_alloc(a, *out_n);
    memcpy(kept, scratch, *out_n);
    mem_free(scratch);
    return kept;
}

struct stream stream_deflate(struct libdeflate_compressor *z, const void *bytes, size_t n,
                             struct arena *a)
{
    struct stream s = {0};
    s.bytes = stream_deflate_bytes(z, bytes, n, a, &s.n);
    s.digest = digest_of(s.bytes, s.n);
    return s;
}

struct stream stream_new(struct libdeflate_compressor *z, const void *bytes, size_t n, bool unique,
                         struct arena *a)
{
    if (n >= (unique ? SHORT_UNIQUE : SHORT)) return stream_deflate(z, bytes, n, a);
    return (struct stream){(const unsigned char *)arena_strndup(a, bytes, n), n,
                           digest_of(bytes, n), true};
}

static const struct object_stream *object_stream_new(struct libdeflate_compressor *z,
                                                     uint32_t first, const struct slice *objects,
                                                     const uint32_t *numbers, uint32_t count,
                                                     struct arena *a)
{
    struct object_stream *object_stream = ARENA_NEW(a, struct object_stream);
    struct buf index = {0}, body = {0};
    for (uint32_t i = 0; i < count; i++) {
        const struct slice *object = &objects[numbers[i] - first];
        buf_printf(&index, "%u %zu ", numbers[i], body.n);
        buf_add(&body, object->text, object->n);
        buf_c(&body, '\n');
    }
    object_stream->numbers = numbers;
    object_stream->count = count;
    object_stream->index_n = index.n;
    buf_add(&index, body.p, body.n);
    object_stream->bytes = stream_deflate_bytes(z, index.p, index.n, a, &object_stream->n);
    object_stream->digest = digest_of(index.p, index.n);
    buf_free(&index);
    buf_free(&body);
    return object_stream;
}

struct object_stream_list stream_pack_objects(struct libdeflate_compressor *z, uint32_t first,
                                              const struct slice *objects, uint32_t count,
                                              bool unique, struct arena *a)
{
    uint32_t *numbers = ARENA_ARRAY(a, uint32_t, count), members = 0;
    for (uint32_t i = 0; i < count; i++)
        if (unique || !objects[i].unique) numbers[members++] = first + i;
    struct object_stream_list object_streams = {
        .list = ARENA_ARRAY(a, const struct object_stream *, members / OBJECT_STREAM_MAX + 1)};
    for (uint32_t i = 0; i < members; i += OBJECT_STREAM_MAX) {
        uint32_t most = members - i < OBJECT_STREAM_MAX ? members - i : OBJECT_STREAM_MAX;
        object_streams.list[object_streams.count++] = object_stream_new(z, first, objects,
                                                                        numbers + i, most, a);
    }
    return object_streams;
}
