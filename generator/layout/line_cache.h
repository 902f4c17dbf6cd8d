// Paragraphs that a thread has broken into lines: most of what one paper says stands in others,
// too, and breaking it takes longer than finding it again. The same text, styles and width give the
// same lines whether they are found or not.
#ifndef LAYOUT_LINE_CACHE_H
#define LAYOUT_LINE_CACHE_H

#include "layout/inlines.h"

struct line_cache *line_cache_new(void);
void line_cache_trim(struct line_cache *b);  // forgets all when they have grown beyond reason
void line_cache_free(struct line_cache *b);

struct line_breaks {
    const struct fragment *fragments;
    size_t fragment_count;
    const uint32_t *breaks;  // see linebreak()
    size_t line_count;       // 0: there is no text
};

// divide: see fragments_make(). What it points to is good until line_cache_trim().
struct line_breaks line_cache_get(const struct context *c, const struct inlines *in, mpt width,
                                  bool divide);

#endif
