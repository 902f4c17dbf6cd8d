#include "pdf/deflate_cache.h"

struct stream deflate_cache_get(struct deflate_cache *m, const void *raw, size_t n, bool unique,
                                struct arena *a)
{
    if (unique) return stream_deflate(m->z, raw, n, a);
    struct stream *known = map_get_bytes(&m->known, raw, n);
    if (known) return *known;
    known = ARENA_NEW(m->arena, struct stream);
    *known = stream_deflate(m->z, raw, n, m->arena);
    map_set_bytes(&m->known, m->arena, arena_strndup(m->arena, raw, n), n, known);
    return *known;
}
