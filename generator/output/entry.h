// One file of the output folder as a line of JSON: in the manifest, which holds ids and never
// names; in the journal and the cache, which are this machine's own.
#ifndef OUTPUT_ENTRY_H
#define OUTPUT_ENTRY_H

#include <jansson.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/arena.h"
#include "output/hash.h"

struct manifest_entry {
    const char *path;  // below the output folder
    const char *document, *employee, *unit;
    size_t pages;
    // "batch" or "booklet", of what print makes; NULL: a paper or another file. A booklet has no
    // tags
    const char *kind;
    uint8_t sha256[HASH_SIZE], inputs[HASH_SIZE];

    // Of the cache
    // made or found right by this very program, and looking as `trace` says
    bool known;
    bool reported;  // making it said something that a run which keeps it would not say
    // of everything that it can be made from; zeros: it is made up each time
    uint8_t key[HASH_SIZE];
    struct file_stamp trace;
};

void entry_add(struct buf *out, const struct manifest_entry *e);        // as the manifest has it
void entry_add_whole(struct buf *out, const struct manifest_entry *e);  // with what the cache has
// what the cache has alone
void entry_add_cached(struct buf *out, const struct manifest_entry *e);

// Strings are the object's. False: it is no such line.
bool entry_parse(const json_t *o, struct manifest_entry *e);
bool entry_parse_cached(const json_t *o, struct manifest_entry *e);
// with strings of its own
struct manifest_entry entry_copy(struct arena *a, const struct manifest_entry *e);

#endif
