// One of N parts of a run, so that several machines share it. The units whose papers a command
// makes are cut, in the order of the chart, into N runs of units with about as many papers each.
// Where the cuts are depends on the papers and on N alone, so every paper is in exactly one shard,
// and a shard holds all of a unit's papers.
#ifndef CLI_SHARD_H
#define CLI_SHARD_H

#include <stdbool.h>
#include <stddef.h>

struct shard {
    int k, n;  // the k-th of n, from 1; n 0: the whole run, and no part of one
};

enum { SHARD_MOST = 100000 };  // shards of a run

// "3/8". False: *hint, lasting, says what is wrong with it.
bool shard_parse(const char *text, struct shard *out, const char **hint);
// Which shard a task of a Slurm array job makes, from its environment; out->n stays 0 where there
// is no such job. False: there is one, but it does not tell; *hint, lasting, says why.
bool shard_from_slurm(struct shard *out, const char **hint);
// parts[u]: the shard, from 1, of a unit with weights[u] papers. Ascending.
void shard_partition(const size_t *weights, size_t units, int n, int *unit_shards);

#endif
