// Shards' manifests joined: which files there are in all, where they are, and what keeps the shards
// from being one run: gaps (something that a whole run has is missing) and overlaps (something is
// there twice, or does not belong together).
#ifndef OUTPUT_MERGE_H
#define OUTPUT_MERGE_H

#include "base/diag.h"
#include "output/shards.h"

enum merge_fate { MERGE_GOOD, MERGE_MISSING, MERGE_DIFFERS, MERGE_UNREADABLE };

struct merge_file {
    struct manifest_entry *entry;
    const struct shard_manifest *of;
    enum merge_fate fate;
};

struct merge {
    struct diags *diags;
    struct arena *arena;
    bool partial;                       // gaps are warnings
    struct shard_manifest **manifests;  // sorted by shard
    size_t count, room;
    struct shard *stopped;  // of those that have left a journal
    size_t stopped_count, stopped_room;
    int n;                     // shards of the run
    struct merge_file *files;  // sorted by path
    size_t file_count;
};

void merge_read(struct merge *m, const char *folder);  // all shards' manifests there
// Reports what is missing or mixed among the shards, and lists their files. False: there is nothing
// that could be joined.
bool merge_shards(struct merge *m);
// Whether the file is there and is what its shard wrote; its bytes stay in *bytes. Safe from
// several threads.
enum merge_fate merge_look(const struct merge_file *f, struct buf *bytes);
void merge_report_files(struct merge *m);  // once each file's fate is known

#endif
