#include "pdf/pack.h"

enum { SHORT = 250, SHORT_OWN = 700 };  // bytes

// Into scratch first: the bound is half as much again as what is kept.
unsigned char *pack_deflate(struct libdeflate_compressor *z, const void *bytes, size_t n,
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
    s.bytes = pack_deflate(z, bytes, n, a, &s.n);
    s.digest = digest_of(s.bytes, s.n);
    return s;
}

struct stream stream_new(struct libdeflate_compressor *z, const void *bytes, size_t n, bool own,
                         struct arena *a)
{
    if (n >= (own ? SHORT_OWN : SHORT)) return stream_deflate(z, bytes, n, a);
    return (struct stream){(const unsigned char *)arena_strndup(a, bytes, n), n,
                           digest_of(bytes, n), true};
}

static const struct pack *pack_new(struct libdeflate_compressor *z, uint32_t first,
                                   const struct slice *objects, const uint32_t *numbers,
                                   uint32_t count, struct arena *a)
{
    struct pack *pack = ARENA_NEW(a, struct pack);
    struct buf index = {0}, body = {0};
    for (uint32_t i = 0; i < count; i++) {
        const struct slice *object = &objects[numbers[i] - first];
        buf_printf(&index, "%u %zu ", numbers[i], body.n);
        buf_add(&body, object->text, object->n);
        buf_c(&body, '\n');
    }
    pack->numbers = numbers;
    pack->count = count;
    pack->index_n = index.n;
    buf_add(&index, body.p, body.n);
    pack->bytes = pack_deflate(z, index.p, index.n, a, &pack->n);
    pack->digest = digest_of(index.p, index.n);
    buf_free(&index);
    buf_free(&body);
    return pack;
}

struct packs packs_new(struct libdeflate_compressor *z, uint32_t first, const struct slice *objects,
                       uint32_t count, bool own, struct arena *a)
{
    uint32_t *numbers = ARENA_ARRAY(a, uint32_t, count), members = 0;
    for (uint32_t i = 0; i < count; i++)
        if (own || !objects[i].own) numbers[members++] = first + i;
    struct packs packs = {.list = ARENA_ARRAY(a, const struct pack *, members / PACK_MOST + 1)};
    for (uint32_t i = 0; i < members; i += PACK_MOST) {
        uint32_t most = members - i < PACK_MOST ? members - i : PACK_MOST;
        packs.list[packs.count++] = pack_new(z, first, objects, numbers + i, most, a);
    }
    return packs;
}
