#!/bin/bash
# samples/parallel.sh with GNU parallel: the same as a single run, byte for byte; and what went wrong is not lost.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
export PATH=$(dirname "$samtale"):$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

ok() { echo "ok parallel/$1"; }
fail() { echo "FAIL parallel/$1: $2"; status=1; }
command -v parallel >/dev/null || { fail parallel "it is not installed"; exit 1; }

cycle="$work/Ola's cycle"
cp -r "$root/samples/nordlia" "$cycle"
rm -rf "$cycle/out"
samtale -C "$cycle" packs --quiet --out "$work/single"
for n in 1 5 ""; do
    rm -rf "$cycle/out"
    got=0
    "$root/samples/parallel.sh" "$cycle" $n >"$work/said" 2>&1 || got=$?
    if [ $got != 0 ]; then fail "${n:-default}" "exit status $got: $(head -1 "$work/said")"
    elif ! grep -q "^${n:-8} of ${n:-8} shards" "$work/said"; then fail "${n:-default}" "it says: $(head -1 "$work/said")"
    elif diff -r -x .manifest.cache "$work/single" "$cycle/out" >"$work/diff" 2>&1; then ok "${n:-default}"
    else fail "${n:-default}" "$(head -1 "$work/diff")"; fi
done

# A person whose plan is broken has no pack, and the script says so as a single run does.
echo "employee: [" >"$cycle/plans/2026/e1002.yaml"
rm -rf "$cycle/out" "$work/single"
wanted=0 got=0
samtale -C "$cycle" packs --quiet --out "$work/single" >/dev/null 2>&1 || wanted=$?
"$root/samples/parallel.sh" "$cycle" 3 >"$work/said" 2>&1 || got=$?
if [ $wanted = 1 ] && [ $got = 1 ] && diff -r -x .manifest.cache "$work/single" "$cycle/out" >"$work/diff" 2>&1; then ok broken-plan
else fail broken-plan "exit status $got, of a single run $wanted: $(head -1 "$work/diff")"; fi
exit $status
