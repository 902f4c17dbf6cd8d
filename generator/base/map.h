// A map from texts, or any bytes, to pointers. {0} is empty. Its memory comes from an arena, which
// must be the same one each time; there is nothing to free. Keys are not copied: they must live as
// long as the map, unchanged. A map cannot be walked, so that its order reaches no output.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>

#include "base/arena.h"

struct map_slot;
struct map {
    struct map_slot *slots;
    size_t count, room;  // room: 0, or a power of two
};

// NULL: there is no such key.
void *map_get(const struct map *m, const char *key);
// Adds the key, or gives it another value.
void map_set(struct map *m, struct arena *a, const char *key, void *value);

// The same for keys of n bytes, less than 4 GB. A text's bytes are those without its NUL.
void *map_get_bytes(const struct map *m, const void *key, size_t n);
void map_set_bytes(struct map *m, struct arena *a, const void *key, size_t n, void *value);

#endif
