// The schemas that init and import put into a cycle directory, so that an editor finds them there
// wherever the directory is, and without a network.
#ifndef COMMANDS_SCHEMAS_H
#define COMMANDS_SCHEMAS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

struct schemas_file {
    const char *name;  // in the cycle directory
    const char *bytes;
    size_t n;
};

// Those of the files that people edit, for a cycle in a language: what an editor shows of a key is
// in bokmål, or in English where that is "en". In arena a; called before there are threads.
struct schemas_file *schemas_make(struct arena *a, const char *language, size_t *count);

// Writes those that are not in the current folder as this version of the program has them. false:
// one could not be written, which d says.
bool schemas_renew(struct arena *a, struct diags *d, const char *language);

#endif
