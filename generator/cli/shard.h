// A shard: one of N parts of a run, so that several machines share it. The units whose papers a
// command makes are divided, in the order of the chart, into N groups with about as many papers
// each. The division depends on the papers and on N alone, so every paper is in exactly one shard,
// and a shard holds all of a unit's papers.
#ifndef CLI_SHARD_H
#define CLI_SHARD_H

#include <stdbool.h>
#include <stddef.h>

struct shard {
    int k, n;  // the k-th of n, from 1; n 0: the whole run, and no part of one
};

enum { SHARD_MOST = 100000 };  // shards of a run

// Reads "3/8". False: *hint, a literal, says what is wrong with it, and *out is as it was.
bool shard_parse(const char *text, struct shard *out, const char **hint);
// Finds which shard a task of a Slurm array job makes, from its environment; *out stays as it was
// where there is no such job. False: there is one, but it does not tell; *hint, a literal, says
// what to do.
bool shard_from_slurm(struct shard *out, const char **hint);
// Divides units, in their order, of which unit u has weights[u] papers, among n shards:
// unit_shards[u] becomes the unit's shard, from 1, ascending.
void shard_partition(const size_t *weights, size_t units, int n, int *unit_shards);

#endif
