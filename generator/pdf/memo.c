#include "pdf/memo.h"

static struct stream deflate(struct libdeflate_compressor *z, const void *raw, size_t n, struct arena *a)
{
    struct stream s = {0};
    s.bytes = pack_deflate(z, raw, n, a, &s.n);
    s.digest = digest_of(s.bytes, s.n);
    return s;
}

struct stream memo_deflate(struct memo *m, const void *raw, size_t n, bool own, struct arena *a)
{
    if (own) return deflate(m->z, raw, n, a);
    struct stream *known = map_get_bytes(&m->known, raw, n);
    if (known) return *known;
    known = ARENA_NEW(m->arena, struct stream);
    *known = deflate(m->z, raw, n, m->arena);
    map_set_bytes(&m->known, m->arena, arena_strndup(m->arena, raw, n), n, known);
    return *known;
}
