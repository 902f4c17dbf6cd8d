#include "layout/broken.h"

#include <string.h>

#include "base/map.h"

enum { LARGEST = 2 << 20 };  // bytes

struct broken_cache {
    struct map known;  // keys, see write_key() → struct broken
    struct arena arena;
    struct buf key;
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

// All that the lines depend on. What a span's words mean and how they are coloured does not change
// them.
static void write_key(struct buf *key, const struct context *c, const struct inlines *in, mpt width,
                      bool divide)
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

static struct broken keep(struct broken_cache *b, const struct broken *lines)
{
    struct broken *kept = ARENA_NEW(&b->arena, struct broken);
    struct unit *units = ARENA_ARRAY(&b->arena, struct unit, lines->unit_count);
    uint32_t *breaks = ARENA_ARRAY(&b->arena, uint32_t, lines->line_count + 1);
    if (lines->unit_count) memcpy(units, lines->units, lines->unit_count * sizeof *units);
    if (lines->line_count) memcpy(breaks, lines->breaks, (lines->line_count + 1) * sizeof *breaks);
    *kept = (struct broken){units, lines->unit_count, breaks, lines->line_count};
    map_set_bytes(&b->known, &b->arena, arena_strndup(&b->arena, b->key.p, b->key.n), b->key.n,
                  kept);
    return *kept;
}

struct broken broken_lines(const struct context *c, const struct inlines *in, mpt width,
                           bool divide)
{
    struct broken_cache *b = c->set->layout->broken;
    struct broken lines = {0};
    uint32_t *breaks;
    bool missing;
    write_key(&b->key, c, in, width, divide);
    const struct broken *known = map_get_bytes(&b->known, b->key.p, b->key.n);
    if (known) return *known;
    lines.units = units_make(c, in, width, divide, &lines.unit_count, &missing);
    if (lines.unit_count) {
        lines.line_count = linebreak(lines.units, lines.unit_count, width, c->set->scratch,
                                     &breaks);
        lines.breaks = breaks;
    }
    return missing ? lines : keep(b, &lines);  // what is missing is reported each time
}

struct broken_cache *broken_new(void)
{
    return mem_alloc(sizeof(struct broken_cache));
}

static void forget(struct broken_cache *b)
{
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
