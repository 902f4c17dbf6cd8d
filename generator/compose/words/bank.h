// The question bank of one language, from questions.yaml: grouped by theme, in the order in which
// it is printed. Each question is worded twice, for the employee's paper and for the leader's.
#ifndef COMPOSE_WORDS_BANK_H
#define COMPOSE_WORDS_BANK_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/arena.h"
#include "model/node.h"

struct question {
    const char *id, *theme;
    const char *employee, *leader;  // what the employee is asked, and what the leader asks
    bool asked;                     // on the employee's sheet, where the unit has chosen none
    bool listed;                    // false: shown only where a unit has chosen it
    struct place place;
};

struct bank {
    const char *language;
    struct question *list;
    size_t count, room;
};

// Reads the bank; false after diagnostics. Its list is made in arena a, its texts are those of
// questions and language, which outlive it.
bool bank_read(struct diags *d, struct arena *a, const char *language, const struct node *questions,
               struct bank *out);
const struct question *bank_find(const struct bank *b, const char *id);  // NULL: no such question

#endif
