#!/bin/bash
# parallel.sh DIR [N]: the packs of a cycle directory in N shards with GNU parallel, one a core, and then one manifest.
# For several machines that reach DIR by the same path, add --sshlogin node1,node2,… to parallel.
n=${2:-8} made=0
parallel -q samtale -C "$1" packs --jobs 1 --shard "{}/$n" ::: $(seq "$n") >/dev/null || made=1
samtale -C "$1" merge && exit $made
