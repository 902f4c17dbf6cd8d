// Manifests of shards, manifest.K-of-N.json: the same as manifest.json, with a head that says which
// runs have made the shard, of what, so that merging sees whether shards belong together and
// whether any is missing.
#ifndef OUTPUT_SHARD_MANIFEST_H
#define OUTPUT_SHARD_MANIFEST_H

#include "output/manifest.h"
#include "cli/shard.h"

struct shard_run {
    const char *command;  // "packs", "forms follow-up --unit oppvekst": the same in all shards
    const char *version;  // of the program
    const char *key;      // the secret's fingerprint; NULL: not known
    const char *inputs;   // the hash of what the whole run was made from: the same in all shards
    bool finished;        // each paper that could be made was written
};

struct shard_manifest {
    const char *folder;  // of the manifest and its files
    const char *path;    // of the manifest
    struct shard shard;
    size_t rank;  // in the order of reading
    struct shard_run *runs;
    size_t run_count, run_room;
    struct manifest_entry *files;
    size_t file_count, file_room;
    uint8_t sha256[HASH_SIZE];  // of the manifest itself
};

const char *shard_manifest_name(struct arena *a, struct shard s);
// Whether a file's name is that of a shard's manifest, and of which shard.
bool shard_manifest_has_name(const char *name, struct shard *out);
// The same for a shard's journal: it is there while the shard is made, or when it was stopped.
bool shard_manifest_has_journal_name(const char *name, struct shard *out);
// With what this machine's cache knows of the files, in arena a. NULL: it cannot be read, and *why
// says so, for a sentence that begins with its path.
struct shard_manifest *shard_manifest_read(struct diags *d, struct arena *a, const char *folder,
                                           const char *name, const char **why);
// The head of a shard's manifest, with this run in the place of an earlier one of the same command.
// earlier: the head as it was; NULL: there was none.
const char *shard_manifest_head(struct arena *a, const char *earlier, struct shard s,
                                const struct shard_run *run);

#endif
