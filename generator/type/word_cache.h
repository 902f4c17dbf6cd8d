// The word cache: words that a thread has shaped. A cache hit must not change the output.
#ifndef TYPE_WORD_CACHE_H
#define TYPE_WORD_CACHE_H

#include <hb.h>

#include "base/map.h"
#include "type/type.h"

struct word_key {
    enum font_style style;
    hb_language_t language;
    const char *text;  // n bytes
    size_t n;
};

struct word_cache {      // {0}: empty
    struct map words;    // word_cache_key() → struct shaped_word
    struct arena arena;  // the words, their keys, and all that their shapes point to
    struct buf key;
    size_t papers;  // since it was emptied
};

// The word of this key; on a miss (*miss) a new one, for the caller to fill in. Good until
// word_cache_trim().
struct shaped_word *word_cache_get(struct word_cache *w, const struct word_key *key, bool *miss);
// Between two papers: empties the cache when it is full, see base/cache.h.
void word_cache_trim(struct word_cache *w);
void word_cache_free(struct word_cache *w);

#endif
