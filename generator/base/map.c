// A hash table with linear probing.
#include "base/map.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct map_slot {
    uint32_t hash, n;
    const void *key;
    void *value;
};

static inline uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0xff51afd7ed558ccdu;
    return h ^ h >> 32;
}

// Never written anywhere, so it may change. Keys may be as long as a page: four words are mixed at
// a time, independently, for a multiplication waits for the one before it.
static uint32_t hash(const void *bytes, size_t n)
{
    enum { LANES = 4 };
    const unsigned char *s = bytes, *end = s + n;
    uint64_t h = 0x9e3779b97f4a7c15u * (n + 1), v = 0, words[LANES],
             lanes[LANES] = {h, h + 1, h + 2, h + 3};
    for (; (size_t)(end - s) > sizeof words; s += sizeof words) {
        memcpy(words, s, sizeof words);
        for (int i = 0; i < LANES; i++) lanes[i] = mix(lanes[i], words[i]);
    }
    for (int i = 0; i < LANES && n > sizeof words; i++) h = mix(h, lanes[i]);
    for (; (size_t)(end - s) > sizeof v; s += sizeof v) {
        memcpy(&v, s, sizeof v);
        h = mix(h, v);
    }
    if (n >= sizeof v) memcpy(&v, end - sizeof v, sizeof v);  // some of them a second time
    else
        while (s < end) v = v << 8 | *s++;
    h = (h ^ v) * 0xff51afd7ed558ccdu;
    return (uint32_t)(h ^ h >> 29);
}

// The slot of the key, or the empty one where it would be.
static struct map_slot *find(const struct map *m, uint32_t h, const void *key, size_t n)
{
    size_t i = h & (m->room - 1);
    for (; m->slots[i].key; i = (i + 1) & (m->room - 1)) {
        const struct map_slot *s = &m->slots[i];
        if (s->hash == h && s->n == n && !memcmp(s->key, key, n)) break;
    }
    return &m->slots[i];
}

#ifndef NDEBUG
static bool is_consistent(const struct map *m)
{
    size_t count = 0;
    if (m->room & (m->room - 1)) return false;
    for (size_t i = 0; i < m->room; i++) {
        const struct map_slot *s = &m->slots[i];
        if (!s->key) continue;
        count++;
        if (s->hash != hash(s->key, s->n) || find(m, s->hash, s->key, s->n) != s) return false;
    }
    return count == m->count && 4 * count <= 3 * m->room;
}
#endif

void *map_get_bytes(const struct map *m, const void *key, size_t n)
{
    return m->room ? find(m, hash(key, n), key, n)->value : NULL;
}

void *map_get(const struct map *m, const char *key)
{
    return map_get_bytes(m, key, strlen(key));
}

static void grow(struct map *m, struct arena *a)
{
    struct map old = *m;
    m->room = old.room ? 2 * old.room : 64;
    m->slots = ARENA_ARRAY(a, struct map_slot, m->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].key)
            *find(m, old.slots[i].hash, old.slots[i].key, old.slots[i].n) = old.slots[i];
    arena_release(a, old.slots, old.room * sizeof *old.slots);
    assert(is_consistent(m));
}

void map_set_bytes(struct map *m, struct arena *a, const void *key, size_t n, void *value)
{
    assert(key && n <= UINT32_MAX);
    if (4 * (m->count + 1) > 3 * m->room) grow(m, a);
    uint32_t h = hash(key, n);
    struct map_slot *s = find(m, h, key, n);
    m->count += !s->key;
    *s = (struct map_slot){h, (uint32_t)n, s->key ? s->key : key, value};
}

void map_set(struct map *m, struct arena *a, const char *key, void *value)
{
    map_set_bytes(m, a, key, strlen(key), value);
}
