// The strings of one language, from strings.yaml: the words that code puts into papers. None of
// them stands in C. A string that is missing is an error with key and file, reported before any
// paper is made.
#ifndef COMPOSE_WORDS_WORDS_H
#define COMPOSE_WORDS_WORDS_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/arena.h"
#include "model/node.h"

struct words {
    const char *language;
    struct map strings;  // by dotted keys: struct node, maps of others too
};

struct word_arg {  // what stands for {{name}} in a string
    const char *name, *text;
};

// Whether a language's strings.yaml has all that the program needs; false after diagnostics. Keys
// that nothing reads are warned of.
bool words_check(struct diags *d, const char *language, const struct node *strings);
// The words of strings, which is a map and outlives them. Their keys live in arena a.
struct words words_new(struct arena *a, const char *language, const struct node *strings);

// Keys are dotted: "dates.months". What words_check() asks for is always there. The results live as
// long as the strings.
const char *words_text(const struct words *w, const char *key);         // NULL: no such text
const struct node *words_node(const struct words *w, const char *key);  // NULL: no such key
// of a list, from 0; "" where there is no such item
const char *words_item(const struct words *w, const char *key, size_t index);

// The pattern with each {{name}} replaced by the text given for it, or by nothing.
const char *words_fill(struct arena *a, const char *pattern, const struct word_arg *args,
                       size_t count);
// words_fill() with a key and { name, text } pairs.
#define WORDS_FILL(a, w, key, ...)                                            \
    words_fill(a, words_text(w, key), (const struct word_arg[]){__VA_ARGS__}, \
               sizeof((const struct word_arg[]){__VA_ARGS__}) / sizeof(struct word_arg))
// "90 minutter": the plural form for n of the words at key.
const char *words_count(struct arena *a, const struct words *w, const char *key, int n);
// The form for n, with other names filled in, too.
const char *words_count_fill(struct arena *a, const struct words *w, const char *key, size_t n,
                             const struct word_arg *args, size_t count);
// "a, b og c"; "" for none
const char *words_join(struct arena *a, const struct words *w, const char *const *names,
                       size_t count);

#endif
