#!/bin/bash
# What a run costs that has nothing to do, as a part of the run that made everything; fails over a tenth. CPU time, one worker.
#     tests/bench/again.sh [PEOPLE]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
samtale=$(realpath "${SAMTALE:-$here/../../build/samtale}")
people=${1:-2000}
memory=/dev/shm
[ -w "$memory" ] && [ "$(df --output=avail -k "$memory" | tail -1)" -gt $((people * 200 + 50000)) ] || memory=${TMPDIR:-/tmp}
work=$(mktemp -d "$memory/samtale-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 "$here/scale.py" "$work/cycle" --people "$people"

# seconds: CPU time of a run, and what it says of itself in $work/said
seconds() {
    local TIMEFORMAT="%U %S"
    { time "$samtale" -C "$work/cycle" packs --jobs 1 --format json "$@" >"$work/said" 2>"$work/messages"; } 2>&1 | awk '{ print $1 + $2 }'
}
count() { grep -o "\"$1\":[0-9]*" "$work/said" | awk -F: '{ n += $2 } END { print n }'; }

full=$(seconds) made=$(count made)
again=$(seconds) kept=$(count kept)
verified=$(seconds --verify)
[ "$kept" = "$made" ] || { echo "FAIL bench/again: $kept of $made files were kept"; exit 1; }
awk -v full="$full" -v again="$again" -v verified="$verified" -v made="$made" 'BEGIN {
    printf "nothing changed: %.3f of the run that made all %d files (%.2f s of %.2f s); with --verify %.3f\n",
        again / full, made, again, full, verified / full
    exit again > full / 10
}' || { echo "FAIL bench/again: over a tenth"; exit 1; }
