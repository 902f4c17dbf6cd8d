// Lists the free texts of answers.
#include "figures/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/hash.h"

static int by_text(const void *x, const void *y)
{
    const struct text_choice *a = x, *b = y;
    int question = COMPARE(a->question, b->question);
    return question ? question : strcmp(a->text, b->text);
}

static void make_id(struct text_choice *c)
{
    struct buf key = {0};
    uint8_t hash[HASH_SIZE];
    char digits[HASH_TEXT];
    buf_key_text(&key, published_question_names[c->question]);
    buf_key_text(&key, c->text);
    hash_bytes(key.p, key.n, hash);
    hash_text(hash, digits);
    memcpy(c->id, digits, TEXT_ID);
    buf_free(&key);
}

struct text_choice *texts_list(struct arena *a, const struct answer_given *answers, size_t count,
                               size_t *text_count)
{
    struct text_choice *list = ARENA_ARRAY(a, struct text_choice, count * PUBLISHED_TEXTS);
    size_t all = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        for (int q = 0; q < PUBLISHED_TEXTS; q++)
            if (answers[i].texts[q])
                list[all++] = (struct text_choice){.question = (enum published_question)q,
                                                   .text = answers[i].texts[q],
                                                   .released = answers[i].released};
    if (all) qsort(list, all, sizeof *list, by_text);
    for (size_t i = 0; i < all; i++) {
        if (kept && !by_text(&list[kept - 1], &list[i])) {
            list[kept - 1].released |= list[i].released;
            continue;
        }
        list[kept] = list[i];
        make_id(&list[kept++]);
    }
    *text_count = kept;
    return list;
}

struct published_texts texts_released(struct arena *a, const struct text_choice *list, size_t count,
                                      enum published_question question)
{
    const char **texts = ARENA_ARRAY(a, const char *, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (list[i].question == question && list[i].released) texts[n++] = list[i].text;
    return (struct published_texts){texts, n};
}
