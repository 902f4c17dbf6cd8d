// The word cache: a map from what is to be shaped to its shape.
#include "type/word_cache.h"

#include "base/cache.h"

// All that a word's shape depends on, besides the faces of the run.
static void word_cache_key(struct buf *to, const struct word_key *key)
{
    to->n = 0;
    BUF_KEY(to, key->language);
    BUF_KEY(to, key->style);
    buf_add(to, key->text, key->n);
}

struct shaped_word *word_cache_get(struct word_cache *w, const struct word_key *key, bool *miss)
{
    word_cache_key(&w->key, key);
    struct shaped_word *word = map_get_bytes(&w->words, w->key.p, w->key.n);
    *miss = !word;
    if (word) return word;
    word = ARENA_NEW(&w->arena, struct shaped_word);
    map_set_bytes(&w->words, &w->arena, arena_strndup(&w->arena, w->key.p, w->key.n), w->key.n,
                  word);
    return word;
}

void word_cache_trim(struct word_cache *w)
{
    if (cache_is_full(w->arena.total, ++w->papers)) word_cache_free(w);
}

void word_cache_free(struct word_cache *w)
{
    arena_free(&w->arena);
    buf_free(&w->key);
    *w = (struct word_cache){0};
}
