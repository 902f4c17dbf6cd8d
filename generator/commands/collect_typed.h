// What collect does with one form, for those who get it in another way than as a file.
#ifndef COMMANDS_COLLECT_TYPED_H
#define COMMANDS_COLLECT_TYPED_H

#include "collect/collect.h"
#include "run/run.h"

struct collect_typed {
    // Makes the form; NULL: there is nothing to be merged. Then *status is the exit status, or 0:
    // what the diagnostics say.
    const struct returned *(*make)(struct run *r, struct collect *c, const struct person *p,
                                   int *status);
    // Whether what was shown is to be written; NULL: it is.
    bool (*agree)(void);
};
// Merges a form of the person whom the first operand names into the record. The exit status.
int collect_typed_run(const struct options *o, const struct collect_typed *typed);

#endif
