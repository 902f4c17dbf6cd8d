#include "pdf/memo.h"

enum { SHORT = 250, SHORT_ALONE = 700 };  // bytes: a short stream, and one that a single document holds

static struct stream deflate(struct libdeflate_compressor *z, const void *raw, size_t n, struct arena *a)
{
    struct stream s = {0};
    s.bytes = pack_deflate(z, raw, n, a, &s.n);
    s.digest = digest_of(s.bytes, s.n);
    return s;
}

struct stream memo_deflate(struct memo *m, const void *raw, size_t n, bool keep, struct arena *a)
{
    if (!keep) return deflate(m->z, raw, n, a);
    struct stream *known = map_get_bytes(&m->known, raw, n);
    if (known) return *known;
    known = ARENA_NEW(m->arena, struct stream);
    *known = deflate(m->z, raw, n, m->arena);
    map_set_bytes(&m->known, m->arena, arena_strndup(m->arena, raw, n), n, known);
    return *known;
}

struct stream memo_stream(struct memo *m, const void *raw, size_t n, bool keep, struct arena *a)
{
    if (n >= (keep ? SHORT : SHORT_ALONE)) return memo_deflate(m, raw, n, keep, a);
    return (struct stream){(const unsigned char *)arena_strndup(a, raw, n), n, digest_of(raw, n), true};
}
