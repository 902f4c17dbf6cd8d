#include "pdf/memo.h"

struct stream memo_deflate(struct memo *m, const void *raw, size_t n, bool own, struct arena *a)
{
    if (own) return stream_deflate(m->z, raw, n, a);
    struct stream *known = map_get_bytes(&m->known, raw, n);
    if (known) return *known;
    known = ARENA_NEW(m->arena, struct stream);
    *known = stream_deflate(m->z, raw, n, m->arena);
    map_set_bytes(&m->known, m->arena, arena_strndup(m->arena, raw, n), n, known);
    return *known;
}
