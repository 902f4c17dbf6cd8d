// The question bank of one language, from questions.yaml: in print order, grouped by theme, each
// question in two voices.
#ifndef COMPOSE_WORDS_BANK_H
#define COMPOSE_WORDS_BANK_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/arena.h"
#include "model/node.h"

struct question {
    const char *id, *theme;
    const char *employee, *leader;  // as the employee's sheet asks, and as the leader does
    bool asked;                     // by the employee's sheet, where the unit has not chosen
    bool listed;                    // false: only where a unit chooses it
    struct place place;
};

struct bank {
    const char *language;
    struct question *list;
    size_t count, room;
};

bool bank_read(struct diags *d, struct arena *a, const char *language, const struct node *questions,
               struct bank *out);
const struct question *bank_find(const struct bank *b, const char *id);  // NULL: no such

#endif
