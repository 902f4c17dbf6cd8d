// Paragraphs that a thread has broken into lines: most of what one paper says stands in others,
// too, and breaking it takes longer than finding it again. The same text, styles and width give the
// same lines whether they are found or not.
#ifndef LAYOUT_BROKEN_H
#define LAYOUT_BROKEN_H

#include "layout/inline.h"

struct broken_cache *broken_new(void);
void broken_trim(struct broken_cache *b);  // forgets all when they have grown beyond reason
void broken_free(struct broken_cache *b);

struct broken {
    const struct unit *units;
    size_t unit_count;
    const uint32_t *breaks;  // see linebreak()
    size_t line_count;       // 0: there is no text
};

// divide: see units_make(). What it points to is good until broken_trim().
struct broken broken_lines(const struct context *c, const struct inlines *in, mpt width,
                           bool divide);

#endif
