#include "base/map.h"

#include <stdint.h>
#include <string.h>

struct map_slot {
    uint64_t hash;
    const char *key;
    void *value;
};

static uint64_t hash(const char *s)  // FNV-1a
{
    uint64_t h = 0xCBF29CE484222325u;
    while (*s) h = (h ^ (unsigned char)*s++) * 0x100000001B3u;
    return h ^ h >> 32;
}

static struct map_slot *find(const struct map *m, uint64_t h, const char *key)
{
    size_t i = h & (m->room - 1);
    while (m->slots[i].key && (m->slots[i].hash != h || strcmp(m->slots[i].key, key))) i = (i + 1) & (m->room - 1);
    return &m->slots[i];
}

void *map_get(const struct map *m, const char *key)
{
    return m->room ? find(m, hash(key), key)->value : NULL;
}

static void grow(struct map *m, struct arena *a)
{
    struct map old = *m;
    m->room = old.room ? 2 * old.room : 64;
    m->slots = ARENA_ARRAY(a, struct map_slot, m->room);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].key) *find(m, old.slots[i].hash, old.slots[i].key) = old.slots[i];
}

void map_set(struct map *m, struct arena *a, const char *key, void *value)
{
    if (2 * (m->count + 1) > m->room) grow(m, a);
    uint64_t h = hash(key);
    struct map_slot *s = find(m, h, key);
    m->count += !s->key;
    *s = (struct map_slot){h, s->key ? s->key : key, value};
}
