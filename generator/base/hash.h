// A hash for tables within a run: quick, and never written anywhere.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t hash_bytes(const void *bytes, size_t n)
{
    const unsigned char *s = bytes;
    uint64_t h = 0x9e3779b97f4a7c15u * (n + 1), v;
    for (; n >= sizeof v; s += sizeof v, n -= sizeof v) {
        memcpy(&v, s, sizeof v);
        h = (h ^ v) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    for (v = 0; n; n--) v = v << 8 | s[n - 1];
    h = (h ^ v) * 0xff51afd7ed558ccdu;
    return h ^ h >> 29;
}

#endif
