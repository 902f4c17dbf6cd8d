// The extremes of a run, to look at before all of it is printed: the longest name, the most goals,
// nobody's plan, each language, large print.
#ifndef PRINT_PROOF_H
#define PRINT_PROOF_H

#include "print/batch.h"

struct proof_pick {
    const struct order *order;
    const char *why;  // in the language of messages: "longest name, most goals"
};

struct proof {
    struct proof_pick *list;
    size_t count, room;
};

// Leaves in the run's orders only the extremes of each of the kind's documents, and says which they
// are; in the run's arena.
struct proof proof_choose(struct run *r, const struct batch_kind *kind);
// Says on standard output whose papers they are, and why.
void proof_print(const struct proof *p, const struct options *o);

#endif
