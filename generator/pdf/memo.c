#include "pdf/memo.h"

#include "base/hash.h"

enum { FIRST_ROOM = 1024, SHORT = 250, SHORT_ALONE = 700 };  // bytes: a short stream, and one that a single document holds

struct memo_entry {
    uint64_t hash;
    const char *raw;
    size_t raw_n;
    struct stream stream;
};

static struct memo_entry **find(const struct memo *m, uint64_t hash, const void *raw, size_t n)
{
    size_t at = hash & (m->room - 1);
    for (; m->slots[at]; at = (at + 1) & (m->room - 1)) {
        const struct memo_entry *e = m->slots[at];
        if (e->hash == hash && e->raw_n == n && !memcmp(e->raw, raw, n)) break;
    }
    return &m->slots[at];
}

static void grow(struct memo *m)
{
    struct memo old = *m;
    m->room = old.room ? 2 * old.room : FIRST_ROOM;
    m->slots = ARENA_ARRAY(m->arena, struct memo_entry *, m->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i]) *find(m, old.slots[i]->hash, old.slots[i]->raw, old.slots[i]->raw_n) = old.slots[i];
}

static struct stream deflate(struct libdeflate_compressor *z, const void *raw, size_t n, struct arena *a)
{
    struct stream s = {0};
    s.bytes = pack_deflate(z, raw, n, a, &s.n);
    s.digest = digest_of(s.bytes, s.n);
    return s;
}

struct stream memo_deflate(struct memo *m, const void *raw, size_t n, bool keep, struct arena *a)
{
    if (!keep) return deflate(m->quick, raw, n, a);
    if (2 * m->count >= m->room) grow(m);
    uint64_t hash = hash_bytes(raw, n);
    struct memo_entry **slot = find(m, hash, raw, n);
    if (*slot) return (*slot)->stream;
    struct memo_entry *e = ARENA_NEW(m->arena, struct memo_entry);
    *e = (struct memo_entry){hash, arena_strndup(m->arena, raw, n), n, deflate(m->thorough, raw, n, m->arena)};
    *slot = e;
    m->count++;
    return e->stream;
}

struct stream memo_stream(struct memo *m, const void *raw, size_t n, bool keep, struct arena *a)
{
    if (n >= (keep ? SHORT : SHORT_ALONE)) return memo_deflate(m, raw, n, keep, a);
    return (struct stream){(const unsigned char *)arena_strndup(a, raw, n), n, digest_of(raw, n), true};
}
