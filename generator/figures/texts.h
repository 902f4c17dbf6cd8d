// The free texts of anonymous answers, as HR goes through them: each once, sorted by what they say,
// and with an id made from the text alone. So neither order nor id tells who wrote one, when, or
// which texts came in one answer.
#ifndef FIGURES_TEXTS_H
#define FIGURES_TEXTS_H

#include "base/arena.h"
#include "model/answer.h"

enum { TEXT_ID = 10 };  // hexadecimal digits

struct text_choice {
    char id[TEXT_ID + 1];
    enum published_question question;
    const char *text;
    bool released;  // by `released: true` in an answer that has it; HR may change it
};

// In arena a; sorted by question and text.
struct text_choice *texts_list(struct arena *a, const struct answer_given *answers, size_t count,
                               size_t *text_count);
// The released texts of a question, in arena a.
struct published_texts texts_released(struct arena *a, const struct text_choice *list, size_t count,
                                      enum published_question question);

#endif
