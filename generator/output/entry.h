// One file of the output folder as a line of JSON: in the manifest, which holds ids and never
// names; in the journal and the cache, which are this machine's own.
#ifndef OUTPUT_ENTRY_H
#define OUTPUT_ENTRY_H

#include <jansson.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/arena.h"
#include "base/hash.h"

struct manifest_entry {
    const char *path;  // below the output folder
    const char *document;
    const char *employee, *unit;  // ids of whom it is about; NULL: none
    // Of one employee's paper, the ids of the leaders whose names it can show, with blanks between
    // them; NULL: not known.
    const char *leaders;
    size_t pages;
    // "batch" or "booklet", of what print makes; NULL: a paper or another file. A booklet has no
    // tags.
    const char *kind;
    uint8_t sha256[HASH_SIZE];
    uint8_t inputs[HASH_SIZE];   // keyed hash of what it was made from
    uint8_t content[HASH_SIZE];  // of a paper, the same of what it says alone; zeros: not known

    // Of the cache
    bool known;     // made or verified by this very program, and then it had this stamp
    bool reported;  // making it reported something that a run which keeps it would not report
    uint8_t key[HASH_SIZE];  // of its dependencies; zeros: it is composed each time
    struct file_stamp stamp;
};

// Append the entry, on one line, without what ends it: as the manifest has it, as the cache has it,
// and with both.
void entry_add(struct buf *out, const struct manifest_entry *e);
void entry_add_cached(struct buf *out, const struct manifest_entry *e);
void entry_add_whole(struct buf *out, const struct manifest_entry *e);

// Read what a manifest or a cache says of a file; strings are the object's. False: it is no entry.
bool entry_parse(const json_t *o, struct manifest_entry *e);
bool entry_parse_cached(const json_t *o, struct manifest_entry *e);
// Whether its path is one below the output folder.
bool entry_has_path(const struct manifest_entry *e);
// The same entry with strings of its own, in arena a.
struct manifest_entry entry_copy(struct arena *a, const struct manifest_entry *e);

#endif
