#!/bin/bash
#SBATCH --job-name=samtale
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
# The packs of a cycle directory that all nodes can reach, in as many shards as the array has tasks, and then one manifest:
#     job=$(sbatch --parsable slurm.sh /srv/cycle)
#     sbatch --dependency=afterany:$job --wrap "samtale -C /srv/cycle merge"
# In an array job samtale makes its task's shard by itself; sbatch --array=1-64 makes 64. A task that failed is made again
# alone, and has to be told of how many it is one: sbatch --array=3 --export=ALL,SHARDS=8 slurm.sh /srv/cycle
exec samtale -C "$1" packs --jobs "${SLURM_CPUS_PER_TASK:-1}" ${SHARDS:+--shard "$SLURM_ARRAY_TASK_ID/$SHARDS"}
