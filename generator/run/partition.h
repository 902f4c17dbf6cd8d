// A run that is one of N shards: which papers are its own, and what its manifest says of the whole.
// Without --shard none of these functions does anything.
#ifndef RUN_PARTITION_H
#define RUN_PARTITION_H

#include "output/shard_manifest.h"
#include "run/orders.h"

struct run;

struct partition {
    struct orders whole;            // of all shards, as far as the org chart tells
    const int *unit_shards;         // by a unit's index: the shard, from 1; NULL: not cut yet
    struct shard_run shard_run;     // what the manifest says of this run
    uint8_t cycle_hash[HASH_SIZE];  // of the cycle without its plans
};

// choose() of a struct plan_chooser, with the run: cuts it, and chooses the plans that papers of
// this shard can show.
const bool *partition_choose_plans(void *run, struct cycle *c);
// Leaves the run the shard's own orders. After its dependencies are known.
void partition_select_orders(struct run *r);
// Before the manifest is saved: what it lists, and whether the shard is whole.
void partition_end(struct run *r);
// On standard output.
void partition_print(const struct run *r);

#endif
