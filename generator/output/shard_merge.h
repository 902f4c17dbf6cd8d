// Shards' manifests joined: which files there are in all, where they are, and what keeps the shards
// from being one run. There are gaps, where something that a whole run has is missing, and
// overlaps, where something is there twice or does not belong together.
#ifndef OUTPUT_SHARD_MERGE_H
#define OUTPUT_SHARD_MERGE_H

#include "base/diag.h"
#include "output/shard_manifest.h"

enum shard_file_state {
    SHARD_FILE_GOOD,
    SHARD_FILE_MISSING,
    SHARD_FILE_DIFFERS,
    SHARD_FILE_UNREADABLE
};

struct shard_merge_file {
    struct manifest_entry *entry;
    const struct shard_manifest *of;
    enum shard_file_state state;
};

struct shard_merge {
    struct diags *diags;
    struct arena *arena;
    bool partial;                       // gaps are warnings
    struct shard_manifest **manifests;  // sorted by shard
    size_t count, room;
    struct shard *stopped;  // of those that have left a journal
    size_t stopped_count, stopped_room;
    int n;                           // shards of the run
    struct shard_merge_file *files;  // sorted by path
    size_t file_count;
};

// Adds the manifests of all shards in a folder.
void shard_merge_read(struct shard_merge *m, const char *folder);
// Once all are added: reports gaps and overlaps among the shards, and lists their files. False:
// there is nothing that could be joined.
bool shard_merge_check(struct shard_merge *m);
// Whether the file is there and is what its shard wrote; its bytes stay in *bytes. From any thread.
enum shard_file_state shard_merge_check_file(const struct shard_merge_file *f, struct buf *bytes);
// Once each file's state is known: reports those that are not good.
void shard_merge_report_files(struct shard_merge *m);

#endif
