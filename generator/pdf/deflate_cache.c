// Bytes, deflated once.
#include "pdf/deflate_cache.h"

struct stream deflate_cache_get(struct deflate_cache *c, const void *bytes, size_t n)
{
    struct stream *cached = map_get_bytes(&c->cached, bytes, n);
    if (cached) return *cached;
    cached = ARENA_NEW(c->arena, struct stream);
    *cached = stream_deflate(c->z, bytes, n, c->arena);
    map_set_bytes(&c->cached, c->arena, arena_strndup(c->arena, bytes, n), n, cached);
    return *cached;
}
