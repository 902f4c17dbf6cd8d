// Who is missing what: a list for HR of duties past their day, no results.
#ifndef STATUS_MISSING_H
#define STATUS_MISSING_H

#include "base/csv.h"
#include "status/needs.h"

struct missing {  // {0}: nobody
    struct arena *arena;
    const struct cycle *cycle;
    struct needs_list *of;  // [person]
};

struct missing_words {                                       // of one language
    const char *unit, *leader, *employee, *what, *deadline;  // above the columns
    const char *conversation, *plan, *follow_up, *evaluation;
    // a day in words; in arena a
    const char *(*day)(void *arg, struct arena *a, struct date d);
    void *arg;
};

struct missing missing_new(struct arena *a, const struct cycle *c);
// Notes what a person has had by that day, while their plan is there.
void missing_add(struct missing *m, const struct person *p, struct date day);
// Appends the list as CSV, in the order of the org chart; only: this unit with all below it; NULL:
// all. Returns how many duties it lists.
size_t missing_csv(const struct missing *m, const struct unit *only, const struct missing_words *w,
                   struct csv *out);

#endif
