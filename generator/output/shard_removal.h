// Manifests of shards that have been joined, removed. They go one by one, so what is to go is
// written down first: some that a run which is killed has left would look as if the others were
// missing.
#ifndef OUTPUT_SHARD_REMOVAL_H
#define OUTPUT_SHARD_REMOVAL_H

#include "output/shard_manifest.h"

// Both answer 0 or an errno value; *path is then the file that it is about, in arena a.

// Writes down which of these manifests are to go: those in the folder. staging: see
// manifest_staging().
int shard_removal_begin(struct arena *a, const char *staging, const char *folder,
                        struct shard_manifest *const *manifests, size_t count, const char **path);
// Removes those that are written down, and are as they were, with their caches. *any: there were
// some, of this run or one that was killed.
int shard_removal_finish(struct arena *a, const char *folder, bool *any, const char **path);

#endif
