// The folder answers/PERIOD: the answers, which are written all or none, and their key. An
// answer cannot be told from the others by when it was written, nor by its file's time.
#ifndef COLLECT_STORE_H
#define COLLECT_STORE_H

#include "collect/collect.h"

struct store {
    struct diags *diags;
    struct arena *arena;  // as long as the store
    const struct cycle *cycle;
    bool dry_run;  // nothing is written
    uint8_t key[HASH_SIZE];
    enum { STORE_KEY_UNKNOWN, STORE_KEY_FOUND, STORE_KEY_MISSING } has_key;
};

// The answers of the cycle's period. What a run that was killed had begun to write is finished, or
// forgotten where not all of it was there; *finished: how many answers that gave.
struct store store_open(struct diags *d, struct arena *a, const struct cycle *c, bool dry_run,
                        size_t *finished);
// Derives the period's key from the secret. With it a file that is read again is known again. Where
// version 0.2 or earlier has made a key of the period's own (.key), that one stays in use, so that
// nothing is counted twice. False after a diagnostic.
bool store_find_key(struct store *s, const struct secret *secret);

bool store_has(struct store *s, const struct answer *answer);
// Puts one answer's file among those that are to be written together. False after a diagnostic.
bool store_add(struct store *s, const char *name, const void *bytes, size_t n);
// Writes all that were added. False after a diagnostic.
bool store_write(struct store *s);

#endif
