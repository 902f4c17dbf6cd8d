#include "layout/line_cache.h"

#include <string.h>

#include "base/map.h"

enum { LARGEST = 2 << 20 };  // bytes

struct line_cache {
    struct map cached;  // keys, see write_key() → struct line_breaks
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

static struct line_breaks store(struct line_cache *b, const struct line_breaks *lines)
{
    struct line_breaks *copy = ARENA_NEW(&b->arena, struct line_breaks);
    struct fragment *fragments = ARENA_ARRAY(&b->arena, struct fragment, lines->fragment_count);
    uint32_t *breaks = ARENA_ARRAY(&b->arena, uint32_t, lines->line_count + 1);
    if (lines->fragment_count)
        memcpy(fragments, lines->fragments, lines->fragment_count * sizeof *fragments);
    if (lines->line_count) memcpy(breaks, lines->breaks, (lines->line_count + 1) * sizeof *breaks);
    *copy = (struct line_breaks){fragments, lines->fragment_count, breaks, lines->line_count};
    map_set_bytes(&b->cached, &b->arena, arena_strndup(&b->arena, b->key.p, b->key.n), b->key.n,
                  copy);
    return *copy;
}

struct line_breaks line_cache_get(const struct context *c, const struct inlines *in, mpt width,
                                  bool divide)
{
    struct line_cache *b = c->ts->layout->line_cache;
    struct line_breaks lines = {0};
    uint32_t *breaks;
    bool missing;
    write_key(&b->key, c, in, width, divide);
    const struct line_breaks *cached = map_get_bytes(&b->cached, b->key.p, b->key.n);
    if (cached) return *cached;
    lines.fragments = fragments_make(c, in, width, divide, &lines.fragment_count, &missing);
    if (lines.fragment_count) {
        lines.line_count = linebreak(lines.fragments, lines.fragment_count, width, c->ts->scratch,
                                     &breaks);
        lines.breaks = breaks;
    }
    return missing ? lines : store(b, &lines);  // what is missing is reported each time
}

struct line_cache *line_cache_new(void)
{
    return mem_alloc(sizeof(struct line_cache));
}

static void clear(struct line_cache *b)
{
    arena_free(&b->arena);
    buf_free(&b->key);
    *b = (struct line_cache){0};
}

void line_cache_trim(struct line_cache *b)
{
    if (b->arena.total > LARGEST) clear(b);
}

void line_cache_free(struct line_cache *b)
{
    if (!b) return;
    clear(b);
    mem_free(b);
}
