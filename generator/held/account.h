// All that is held of one person, told to that person: who reads it is one of the two of whom a
// plan is, so nothing in it is left out.
#ifndef HELD_ACCOUNT_H
#define HELD_ACCOUNT_H

#include "held/held.h"
#include "model/account.h"

struct account_words {                                               // of the person's language
    const char *(*text)(const void *arg, const char *key);           // of strings.yaml
    const char *(*document)(const void *arg, const char *document);  // what it is called
    const void *arg;
    const char *language;
};

// What find_of_person() has found, as parts with rows; in the search's arena.
struct account account_make(struct held *h, const char *id, const struct account_words *w);
// The same as JSON, for another system.
void account_json(const struct account *all, const char *id, const char *name, struct date day,
                  struct buf *out);

#endif
