// out/manifest.json: every file that was made, with its SHA-256, its pages and a keyed hash of what it was made from.
// It holds ids, never names. An earlier manifest's entries are kept for files that are still there, so that making one
// person's pack anew does not forget the others.
#ifndef BATCH_MANIFEST_H
#define BATCH_MANIFEST_H

#include <stdint.h>

#include "base/diag.h"
#include "base/map.h"
#include "base/mem.h"

enum { HASH_SIZE = 32 };  // SHA-256

struct manifest;

struct manifest_entry {
    const char *path;  // below the output folder
    const char *document, *employee, *unit;
    size_t pages;
    const char *kind;  // "batch" or "booklet", of what print makes; NULL: a paper or a calendar. A booklet has no tags
    uint8_t sha256[HASH_SIZE], inputs[HASH_SIZE];
};

// Never NULL; an unreadable earlier manifest is a warning, and a new one takes its place.
struct manifest *manifest_open(struct diags *d, struct arena *a, const char *out);
void manifest_add(struct manifest *m, const struct manifest_entry *e);  // from one thread; copies what e points to
// Warns of papers of this document that an earlier run made and this one, which made all that are due, did not.
void manifest_warn_of_old(struct manifest *m, const char *document);
int manifest_save(struct manifest *m);                                  // 0 or an errno value

// Whose paper of this document is in the output folder: ids, each with a value. An unreadable manifest is a warning.
struct map manifest_people(struct diags *d, struct arena *a, const char *out, const char *document);

void manifest_hash(const void *bytes, size_t n, uint8_t out[HASH_SIZE]);
void manifest_keyed_hash(const uint8_t key[HASH_SIZE], const void *bytes, size_t n, uint8_t out[HASH_SIZE]);

#endif
