// The words of one language that code needs: what strings.yaml holds. Nothing that a user reads is
// written in C; what is missing is an error that names key and file, found before any paper is
// made.
#ifndef COMPOSE_WORDS_WORDS_H
#define COMPOSE_WORDS_WORDS_H

#include <stdbool.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/arena.h"
#include "model/cycle.h"
#include "model/node.h"

struct words {
    const char *language;
    struct map strings;  // by dotted keys: struct node, maps of others too
};

struct word_arg {  // what stands for {{name}} in a string
    const char *name, *text;
};

// false after diagnostics
bool words_check(struct diags *d, const char *language, const struct node *strings);
struct words words_new(struct arena *a, const char *language, const struct node *strings);

// Keys are dotted: "dates.months". A key that words_check() knows is always there.
const char *words_text(const struct words *w, const char *key);  // NULL: no such text
const struct node *words_node(const struct words *w, const char *key);
const char *words_item(const struct words *w, const char *key, size_t index);  // of a list, from 0

const char *words_fill(struct arena *a, const char *pattern, const struct word_arg *args,
                       size_t count);
// words_fill() with a key and { name, text } pairs.
#define WORDS_FILL(a, w, key, ...)                                            \
    words_fill(a, words_text(w, key), (const struct word_arg[]){__VA_ARGS__}, \
               sizeof((const struct word_arg[]){__VA_ARGS__}) / sizeof(struct word_arg))
const char *words_count(struct arena *a, const struct words *w, const char *key,
                        int n);  // "90 minutter", by the plural forms
// "a, b og c"
const char *words_join(struct arena *a, const struct words *w, const char *const *names,
                       size_t count);

// 20. januar 2027
const char *format_date(struct arena *a, const struct words *w, struct date d);
// kl. 09.00; "" for a day alone
const char *format_time(struct arena *a, const struct words *w, struct datetime t);
const char *format_datetime(struct arena *a, const struct words *w,
                            struct datetime t);  // onsdag 20. januar 2027 kl. 09.00
const char *format_window(struct arena *a, const struct words *w, struct date from, struct date to);
const char *format_deadline(struct arena *a, const struct words *w,
                            const struct deadline *deadline);  // "" when there is none

#endif
