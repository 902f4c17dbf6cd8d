#include "type/word_cache.h"

#include <string.h>

enum { FIRST_ROOM = 4096, LARGEST = 3 << 20 };

static uint64_t hash_key(const struct word_key *key)
{
    uint64_t h = 0x9e3779b97f4a7c15u * (key->style + 1u);
    const char *s = key->text;
    size_t n = key->n;
    for (uint64_t v; n >= sizeof v; s += sizeof v, n -= sizeof v) {
        memcpy(&v, s, sizeof v);
        h = (h ^ v) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    uint64_t rest = n;
    while (n) rest = rest << 8 | (unsigned char)s[--n];
    h = (h ^ rest) * 0xff51afd7ed558ccdu;
    return h ^ h >> 29;
}

static bool same(const struct word_key *a, const struct word_key *b)
{
    return a->n == b->n && a->style == b->style && a->language == b->language &&
           memcmp(a->text, b->text, a->n) == 0;
}

static void grow(struct word_cache *w)
{
    size_t room = w->room ? 2 * w->room : FIRST_ROOM;
    struct word **slots = mem_alloc(room * sizeof *slots);
    for (size_t i = 0; i < w->room; i++) {
        if (!w->slots[i]) continue;
        size_t at = w->slots[i]->hash & (room - 1);
        while (slots[at]) at = (at + 1) & (room - 1);
        slots[at] = w->slots[i];
    }
    mem_free(w->slots);
    w->slots = slots;
    w->room = room;
}

struct word *word_cache_get(struct word_cache *w, const struct word_key *key, bool *miss)
{
    if (2 * w->count >= w->room) grow(w);
    uint64_t hash = hash_key(key);
    size_t at = hash & (w->room - 1);
    *miss = false;
    for (; w->slots[at]; at = (at + 1) & (w->room - 1))
        if (w->slots[at]->hash == hash && same(&w->slots[at]->key, key)) return w->slots[at];
    struct word *word = ARENA_NEW(&w->arena, struct word);
    *word = (struct word){.hash = hash, .key = *key};
    word->key.text = arena_strndup(&w->arena, key->text, key->n);
    w->slots[at] = word;
    w->count++;
    *miss = true;
    return word;
}

void word_cache_trim(struct word_cache *w)
{
    if (w->arena.total > LARGEST) word_cache_free(w);
}

void word_cache_free(struct word_cache *w)
{
    mem_free(w->slots);
    arena_free(&w->arena);
    *w = (struct word_cache){0};
}
