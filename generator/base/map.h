// A map from text, or from any bytes, to pointer. Keys are not copied: they live as long as the
// map. {0} is empty; its memory is an arena's, the same one each time. Never walked: the order of a
// hash table must not reach any output.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>

#include "base/arena.h"

struct map_slot;
struct map {
    struct map_slot *slots;
    size_t count, room;  // room: a power of two
};

void *map_get(const struct map *m, const char *key);  // NULL: no such key
void map_set(struct map *m, struct arena *a, const char *key, void *value);

// The same for keys of n bytes, less than 4 GB; a text's are without its NUL.
void *map_get_bytes(const struct map *m, const void *key, size_t n);
void map_set_bytes(struct map *m, struct arena *a, const void *key, size_t n, void *value);

#endif
