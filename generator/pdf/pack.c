#include "pdf/pack.h"

// Into scratch first: the bound is half as much again as what is kept.
unsigned char *pack_deflate(struct libdeflate_compressor *z, const void *bytes, size_t n, struct arena *a,
                            size_t *out_n)
{
    size_t room = libdeflate_zlib_compress_bound(z, n);
    void *scratch = mem_realloc(NULL, room);
    *out_n = libdeflate_zlib_compress(z, bytes, n, scratch, room);
    unsigned char *kept = arena_alloc(a, *out_n);
    memcpy(kept, scratch, *out_n);
    mem_free(scratch);
    return kept;
}

struct pack *pack_new(struct libdeflate_compressor *z, uint32_t first, const struct slice *objects, uint32_t count,
                      struct arena *a)
{
    struct pack *pack = ARENA_NEW(a, struct pack);
    struct buf index = {0}, body = {0};
    for (uint32_t i = 0; i < count; i++) {
        buf_printf(&index, "%u %zu ", first + i, body.n);
        buf_add(&body, objects[i].text, objects[i].n);
        buf_c(&body, '\n');
    }
    pack->first = first;
    pack->count = count;
    pack->index_n = index.n;
    buf_add(&index, body.p, body.n);
    pack->bytes = pack_deflate(z, index.p, index.n, a, &pack->n);
    pack->digest = digest_of(index.p, index.n);
    buf_free(&index);
    buf_free(&body);
    return pack;
}
