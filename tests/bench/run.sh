#!/bin/bash
# How fast papers are made, as ratios to what is measured in the same run: the floor (floor.c), cp -r of the same files, and
# other programs that set the same words, where make bench-peers has installed them. The README beside this says more.
#     tests/bench/run.sh
# DISK=…               the folder on whose disk all is written, by default that of temporary files; not in memory
# SIZES="100 1000"     the numbers of people at which growth is measured
# REPEAT=5 PEOPLE=1000 how often the rest is measured, and with how many people
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
samtale=$(realpath "${SAMTALE:-$here/../../build/samtale}")
disk=${DISK:-${TMPDIR:-/tmp}}
case $(stat -f -c %T "$disk") in
    tmpfs | ramfs) echo "bench: $disk is in memory; name a folder on a disk: DISK=…" >&2; exit 2 ;;
esac
work=$(mktemp -d "$disk/samtale-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

"${CC:-cc}" -std=c11 -O2 -D_GNU_SOURCE -o "$work/floor" "$here/floor.c" -ldeflate
if [ -d "$here/peers/node_modules" ]; then
    # shellcheck disable=SC2046
    "${CC:-cc}" -O2 -D_GNU_SOURCE -o "$work/pango" "$here/peers/pango.c" $(pkg-config --cflags --libs pangocairo cairo)
fi
/usr/bin/python3 "$here/measure.py" "$samtale" "$work"
