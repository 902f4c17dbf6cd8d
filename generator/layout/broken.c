#include "layout/broken.h"

#include <string.h>

#include "base/hash.h"

enum { FIRST_ROOM = 1024, LARGEST = 8 << 20 };

struct broken_cache {
    struct broken_entry **slots;
    size_t room, count;
    struct arena arena;
    struct buf key;
};

struct broken_entry {
    uint64_t hash;
    const char *key;
    size_t key_n;
    struct broken lines;
};

static void add_number(struct buf *key, int64_t v)
{
    buf_add(key, &v, sizeof v);
}

static void add_language(struct buf *key, const char *language)
{
    buf_str(key, language ? language : "");
    buf_c(key, '\0');
}

// All that the lines depend on. What a span's words mean and how they are coloured does not change them.
static void write_key(struct buf *key, const struct context *c, const struct inlines *in, mpt width, bool divide)
{
    key->n = 0;
    add_number(key, width * 2 + divide);
    add_number(key, in->n);
    add_number(key, (int64_t)in->soft_count);
    buf_add(key, in->text, in->n);
    buf_add(key, in->soft, in->soft_count * sizeof *in->soft);
    add_language(key, c->language);
    for (size_t i = 0; i < in->span_count; i++) {
        const struct span *s = &in->spans[i];
        add_number(key, s->end);
        add_number(key, (int64_t)s->style.size << 8 | (int64_t)s->style.style);
        add_language(key, s->style.language);
    }
}

static struct broken_entry **find(const struct broken_cache *b, uint64_t hash, const char *key, size_t n)
{
    size_t at = hash & (b->room - 1);
    for (; b->slots[at]; at = (at + 1) & (b->room - 1)) {
        const struct broken_entry *e = b->slots[at];
        if (e->hash == hash && e->key_n == n && !memcmp(e->key, key, n)) break;
    }
    return &b->slots[at];
}

static void grow(struct broken_cache *b)
{
    struct broken_cache old = *b;
    b->room = old.room ? 2 * old.room : FIRST_ROOM;
    b->slots = mem_alloc(b->room * sizeof *b->slots);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i]) *find(b, old.slots[i]->hash, old.slots[i]->key, old.slots[i]->key_n) = old.slots[i];
    mem_free(old.slots);
}

static struct broken keep(struct broken_cache *b, uint64_t hash, const struct broken *lines)
{
    struct broken_entry *e = ARENA_NEW(&b->arena, struct broken_entry);
    struct unit *units = ARENA_ARRAY(&b->arena, struct unit, lines->unit_count);
    uint32_t *breaks = ARENA_ARRAY(&b->arena, uint32_t, lines->line_count + 1);
    if (lines->unit_count) memcpy(units, lines->units, lines->unit_count * sizeof *units);
    if (lines->line_count) memcpy(breaks, lines->breaks, (lines->line_count + 1) * sizeof *breaks);
    e->hash = hash;
    e->key = arena_strndup(&b->arena, b->key.p, b->key.n);
    e->key_n = b->key.n;
    e->lines = (struct broken){units, lines->unit_count, breaks, lines->line_count};
    *find(b, hash, e->key, e->key_n) = e;
    b->count++;
    return e->lines;
}

struct broken broken_lines(const struct context *c, const struct inlines *in, mpt width, bool divide)
{
    struct broken_cache *b = c->set->layout->broken;
    struct broken lines = {0};
    uint32_t *breaks;
    bool missing;
    if (2 * b->count >= b->room) grow(b);
    write_key(&b->key, c, in, width, divide);
    uint64_t hash = hash_bytes(b->key.p, b->key.n);
    const struct broken_entry *old = *find(b, hash, b->key.p, b->key.n);
    if (old) return old->lines;
    lines.units = units_make(c, in, width, divide, &lines.unit_count, &missing);
    if (lines.unit_count) {
        lines.line_count = linebreak(lines.units, lines.unit_count, width, c->set->scratch, &breaks);
        lines.breaks = breaks;
    }
    return missing ? lines : keep(b, hash, &lines);  // what is missing is reported each time
}

struct broken_cache *broken_new(void) { return mem_alloc(sizeof(struct broken_cache)); }

static void forget(struct broken_cache *b)
{
    mem_free(b->slots);
    arena_free(&b->arena);
    buf_free(&b->key);
    *b = (struct broken_cache){0};
}

void broken_trim(struct broken_cache *b)
{
    if (b->arena.total > LARGEST) forget(b);
}

void broken_free(struct broken_cache *b)
{
    if (!b) return;
    forget(b);
    mem_free(b);
}
