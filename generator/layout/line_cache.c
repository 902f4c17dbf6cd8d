// The line cache: a map from a paragraph's text, with how it is set, to its fragments and lines.
#include "layout/line_cache.h"

#include <string.h>

#include "base/cache.h"
#include "base/map.h"

struct line_cache {
    struct map lines;    // line_cache_key() → struct line_breaks
    struct arena arena;  // the keys and the lines
    struct buf key;
    size_t papers;  // since it was emptied
};

// All that the lines depend on. What a span's words mean, and their tone, does not change them.
static void line_cache_key(struct buf *to, const struct context *c, const struct inlines *in,
                           mpt width, bool divide)
{
    to->n = 0;
    BUF_KEY(to, width);
    BUF_KEY(to, divide);
    buf_key_text(to, c->language);
    BUF_KEY(to, in->n);
    buf_add(to, in->text, in->n);
    BUF_KEY(to, in->soft_count);
    buf_add(to, in->soft, in->soft_count * sizeof *in->soft);
    for (size_t i = 0; i < in->span_count; i++) {
        const struct span *s = &in->spans[i];
        BUF_KEY(to, s->end);
        BUF_KEY(to, s->style.style);
        BUF_KEY(to, s->style.size);
        buf_key_text(to, s->style.language);
    }
}

static struct line_breaks store(struct line_cache *cache, const struct line_breaks *lines)
{
    struct line_breaks *copy = ARENA_NEW(&cache->arena, struct line_breaks);
    struct fragment *fragments = ARENA_ARRAY(&cache->arena, struct fragment, lines->fragment_count);
    uint32_t *breaks = ARENA_ARRAY(&cache->arena, uint32_t, lines->line_count + 1);
    if (lines->fragment_count)
        memcpy(fragments, lines->fragments, lines->fragment_count * sizeof *fragments);
    if (lines->line_count) memcpy(breaks, lines->breaks, (lines->line_count + 1) * sizeof *breaks);
    *copy = (struct line_breaks){fragments, lines->fragment_count, breaks, lines->line_count};
    map_set_bytes(&cache->lines, &cache->arena,
                  arena_strndup(&cache->arena, cache->key.p, cache->key.n), cache->key.n, copy);
    return *copy;
}

struct line_breaks line_cache_get(const struct context *c, const struct inlines *in, mpt width,
                                  bool divide)
{
    struct line_cache *cache = c->ts->layout->line_cache;
    struct line_breaks lines = {0};
    uint32_t *breaks;
    bool missing;
    line_cache_key(&cache->key, c, in, width, divide);
    const struct line_breaks *hit = map_get_bytes(&cache->lines, cache->key.p, cache->key.n);
    if (hit) return *hit;
    lines.fragments = fragments_make(c, in, width, divide, &lines.fragment_count, &missing);
    if (lines.fragment_count) {
        lines.line_count = linebreak(lines.fragments, lines.fragment_count, width, c->ts->scratch,
                                     &breaks);
        lines.breaks = breaks;
    }
    return missing ? lines : store(cache, &lines);  // so that it is reported each time
}

struct line_cache *line_cache_new(void)
{
    return mem_alloc(sizeof(struct line_cache));
}

static void clear(struct line_cache *cache)
{
    arena_free(&cache->arena);
    buf_free(&cache->key);
    *cache = (struct line_cache){0};
}

void line_cache_trim(struct line_cache *cache)
{
    if (cache_is_full(cache->arena.total, ++cache->papers)) clear(cache);
}

void line_cache_free(struct line_cache *cache)
{
    if (!cache) return;
    clear(cache);
    mem_free(cache);
}
