#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 * 1024, LARGEST_KEPT = 4 << 20 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

static _Noreturn void out_of_memory(void)
{
    fputs("samtale: error: out of memory\n", stderr);
    exit(3);
}

void *mem_alloc(size_t n)
{
    void *p = calloc(1, n ? n : 1);
    if (!p) out_of_memory();
    return p;
}

void *mem_realloc(void *p, size_t n)
{
    p = realloc(p, n ? n : 1);
    if (!p) out_of_memory();
    return p;
}

void mem_free(void *p)
{
    free(p);
}

static struct arena_chunk *chunk_new(struct arena *a, size_t size, struct arena_chunk *older)
{
    struct arena_chunk *c = malloc(sizeof *c + size);
    if (!c) out_of_memory();
    c->older = older;
    c->used = 0;
    c->size = size;
    a->total += sizeof *c + size;
    return c;
}

static size_t aligned(size_t n) { return (n + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t); }

static void *take_anew(struct arena *a, size_t n)
{
    if (n > SIZE_MAX / 2) out_of_memory();
    a->chunk = chunk_new(a, n > CHUNK ? aligned(n) : CHUNK, a->chunk);
    a->chunk->used = aligned(n);
    return a->chunk->bytes;
}

static inline void *take(struct arena *a, size_t n)  // not zeroed
{
    struct arena_chunk *c = a->chunk;
    if (!c || c->size - c->used < n) return take_anew(a, n);
    void *p = c->bytes + c->used;
    c->used += aligned(n);
    return p;
}

void *arena_alloc(struct arena *a, size_t n) { return memset(take(a, n), 0, n); }

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *p = take(a, n + 1);
    if (n) memcpy(p, s, n);
    p[n] = 0;
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

void *arena_grow(struct arena *a, const void *old, size_t used, size_t size)
{
    void *p = arena_alloc(a, size);
    if (used) memcpy(p, old, used);
    return p;
}

static void free_older(struct arena *a, struct arena_chunk *c)
{
    while (c) {
        struct arena_chunk *older = c->older;
        a->total -= sizeof *c + c->size;
        free(c);
        c = older;
    }
}

// What took several chunks this time fits into one the next time.
void arena_reset(struct arena *a)
{
    if (!a->chunk) return;
    size_t total = a->total < LARGEST_KEPT ? a->total : 0;
    if (!a->chunk->older) {
        a->chunk->used = 0;
        return;
    }
    free_older(a, a->chunk);
    a->chunk = total ? chunk_new(a, total, NULL) : NULL;
}

void arena_free(struct arena *a)
{
    free_older(a, a->chunk);
    a->chunk = NULL;
}
