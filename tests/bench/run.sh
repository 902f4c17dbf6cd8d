#!/bin/bash
# How fast papers are made, as ratios to what is measured in the same run: the floor (floor.c: deflating and writing the same
# bytes, and nothing else), cp -r of the same files, and other programs that set the same words, where make bench-peers has
# installed them. The best of three runs counts, of all that takes less than a minute.
#     tests/bench/run.sh
# SIZES="100 1000" names the numbers of people at which growth is measured. DISK=… is where files are written and copied.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath "${SAMTALE:-$root/build/samtale}")
memory=/dev/shm
[ -w "$memory" ] && [ "$(df --output=avail -k "$memory" | tail -1)" -gt 2000000 ] || memory=${TMPDIR:-/tmp}
work=$(mktemp -d "$memory/samtale-bench.XXXXXX")
disk=$(mktemp -d "${DISK:-${TMPDIR:-/tmp}}/samtale-bench.XXXXXX")
trap 'rm -rf "$work" "$disk"' EXIT

"${CC:-cc}" -std=c11 -O2 -D_GNU_SOURCE -o "$work/floor" "$here/floor.c" -ldeflate
/usr/bin/python3 "$here/scale.py" "$work/six" --people 1000 --short
/usr/bin/python3 "$here/scale.py" "$work/all" --people 1000
for n in ${SIZES:-100 1000 10000 100000}; do /usr/bin/python3 "$here/scale.py" "$work/size-$n" --people "$n" --short; done
SAMTALE=$samtale /usr/bin/python3 "$here/measure.py" "$samtale" "$work" "$disk" "$here/peers" ${SIZES:-100 1000 10000 100000}
