// Manifests of shards, manifest.K-of-N.json: the same as manifest.json, and at the head which runs
// the shard has made of what, so that merging sees whether shards belong together and whether any
// is missing.
#ifndef OUTPUT_SHARD_MANIFEST_H
#define OUTPUT_SHARD_MANIFEST_H

#include "output/manifest.h"
#include "cli/shard.h"

struct shard_run {
    const char *command;  // "packs", "forms follow-up --unit oppvekst": what all shards have to run
    const char *version;  // of the program
    // the hash of what the whole run was made from, the same in all its shards
    const char *inputs;
    bool finished;  // each paper that could be made was written
};

struct shard_manifest {
    const char *folder, *path;  // of the manifest; folder: also where its files are
    struct shard shard;
    size_t rank;  // the reader's own
    struct shard_run *runs;
    size_t run_count, run_room;
    struct manifest_entry *files;
    size_t file_count, file_room;
    uint8_t sha256[HASH_SIZE];  // of the manifest itself
};

const char *shard_manifest_name(struct arena *a, struct shard s);
bool shard_manifest_has_name(const char *name, struct shard *out);
// there while a shard is made, or when it was stopped
bool shard_manifest_has_journal_name(const char *name, struct shard *out);
// With what this machine's cache knows of the files. NULL: it cannot be read, and *why says so in
// words, behind the name.
struct shard_manifest *shard_manifest_read(struct diags *d, struct arena *a, const char *folder,
                                           const char *name, const char **why);
// What stands at the head of a shard's manifest, with this run in the place of an earlier one of
// the same command. earlier: the head as it was; NULL: there was none.
const char *shard_manifest_head(struct arena *a, const char *earlier, struct shard s,
                                const struct shard_run *run);

#endif
