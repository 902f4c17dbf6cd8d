// The line cache: paragraphs that a thread has broken into lines. Much of what one paper says
// stands in others, too. A cache hit must not change the output.
#ifndef LAYOUT_LINE_CACHE_H
#define LAYOUT_LINE_CACHE_H

#include "layout/fragments.h"

struct line_breaks {
    const struct fragment *fragments;
    size_t fragment_count;
    const uint32_t *breaks;  // see linebreak()
    size_t line_count;       // 0: there is no text
};

struct line_cache *line_cache_new(void);
void line_cache_free(struct line_cache *cache);
// Between two papers: empties the cache when it is full, see base/cache.h.
void line_cache_trim(struct line_cache *cache);

// The text's fragments and lines; divide: see fragments_make(). What they point to is good until
// line_cache_trim(), or until the section is set. Reports characters that no face has, each time.
struct line_breaks line_cache_get(const struct context *c, const struct inlines *in, mpt width,
                                  bool divide);

#endif
