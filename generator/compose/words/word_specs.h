// The strings that a language has, each of its form.
#ifndef COMPOSE_WORDS_WORD_SPECS_H
#define COMPOSE_WORDS_WORD_SPECS_H

#include <stddef.h>

enum word_form {
    WORD_TEXT,
    WORD_LIST,
    WORD_COUNTS,
    WORD_PAGE,  // a text that layout fills in: its names stand as {name}
};

struct word_spec {
    const char *key;
    enum word_form form;
    size_t items;  // of a list
    // the {{names}} that may stand in it, each with a space on both sides; NULL: any value's path
    const char *names;
};

extern const struct word_spec word_specs[];
extern const size_t word_spec_count;

#endif
