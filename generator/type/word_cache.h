// The words that a thread has shaped: a hash table over an arena, so that a word shaped once is
// found again.
#ifndef TYPE_WORD_CACHE_H
#define TYPE_WORD_CACHE_H

#include <hb.h>

#include "type/type.h"

struct word_key {
    enum font_style style;
    hb_language_t language;
    const char *text;
    size_t n;
};

struct word {
    uint64_t hash;
    struct word_key key;
    struct shaped_word shaped;
};

struct word_cache {  // {0}: empty
    struct word **slots;
    size_t room, count;
    struct arena arena;  // the words, and all that their shapes point to
};

// The word of this key: found, or new with only its key set (*fresh).
struct word *word_cache_get(struct word_cache *w, const struct word_key *key, bool *miss);
void word_cache_trim(struct word_cache *w);  // forgets all when they have grown beyond reason
void word_cache_free(struct word_cache *w);

#endif
