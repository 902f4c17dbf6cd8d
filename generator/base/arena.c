// Arenas of chunks of 64 KB, larger ones for what is larger.
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { CHUNK = 64 * 1024, LARGEST_REUSED = 4 << 20 };  // bytes

// What is aligned is taken from the front, texts from the back; what is free lies between them.
struct arena_chunk {
    struct arena_chunk *older;
    size_t front, back, size;
    alignas(max_align_t) char bytes[];
};

#ifndef NDEBUG
static bool is_consistent(const struct arena *a)
{
    size_t total = 0;
    for (const struct arena_chunk *c = a->chunk; c; c = c->older) {
        if (c->front > c->back || c->back > c->size) return false;
        total += sizeof *c + c->size;
    }
    return total == a->total;
}
#endif

static struct arena_chunk *chunk_new(struct arena *a, size_t size, struct arena_chunk *older)
{
    struct arena_chunk *c = malloc(sizeof *c + size);
    if (!c) mem_exhausted();
    c->older = older;
    c->front = 0;
    c->back = c->size = size;
    a->total += sizeof *c + size;
    return c;
}

// A chunk with room for n bytes. Much gets a chunk of its own, behind the current one, whose rest
// stays in use.
static struct arena_chunk *chunk_with(struct arena *a, size_t n)
{
    struct arena_chunk *c = a->chunk;
    if (c && c->back - c->front >= n) return c;
    if (c && n > CHUNK / 4) return c->older = chunk_new(a, n, c->older);
    return a->chunk = chunk_new(a, n > CHUNK ? n : CHUNK, c);
}

static size_t aligned(size_t n)
{
    const size_t align = sizeof(void *);
    if (n > SIZE_MAX / 2) mem_exhausted();
    return (n + align - 1) / align * align;
}

void *arena_alloc(struct arena *a, size_t n)
{
    n = aligned(n);
    struct arena_chunk *c = chunk_with(a, n);
    void *p = c->bytes + c->front;
    assert(c->front % sizeof(void *) == 0 && n <= c->back - c->front);
    c->front += n;
    return memset(p, 0, n);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    if (n > SIZE_MAX / 2) mem_exhausted();
    struct arena_chunk *c = chunk_with(a, n + 1);
    char *p = c->bytes + (c->back -= n + 1);
    if (n) memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    char usual[256];
    struct buf b = BUF_IN(usual);
    va_start(args, format);
    buf_vprintf(&b, format, args);
    va_end(args);
    char *text = arena_strndup(a, b.p, b.n);
    buf_free(&b);
    return text;
}

void *arena_grow(struct arena *a, const void *old, size_t used, size_t size)
{
    assert(used <= size);
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

void arena_release(struct arena *a, const void *p, size_t n)
{
    struct arena_chunk **at = &a->chunk, *c;
    if (n <= CHUNK / 4) return;
    while ((c = *at) && !(c->bytes == p && c->size == aligned(n))) at = &c->older;
    if (!c) return;
    *at = c->older;
    c->older = NULL;
    free_older(a, c);
}

void *arena_realloc(struct arena *a, const void *old, size_t size, size_t larger)
{
    void *p = arena_grow(a, old, size, larger);
    arena_release(a, old, size);
    return p;
}

// What took several chunks this time will fit into one the next time.
void arena_reset(struct arena *a)
{
    assert(is_consistent(a));
    if (!a->chunk) return;
    size_t total = a->total < LARGEST_REUSED ? a->total : 0;
    if (!a->chunk->older) {
        a->chunk->front = 0;
        a->chunk->back = a->chunk->size;
        return;
    }
    free_older(a, a->chunk);
    a->chunk = total ? chunk_new(a, total, NULL) : NULL;
}

void arena_free(struct arena *a)
{
    assert(is_consistent(a));
    free_older(a, a->chunk);
    a->chunk = NULL;
    assert(!a->total);
}
