#!/usr/bin/env bash
# Some packs of the sample, in each language, in large print, with a picture, with and without a last plan: poppler must
# read the structure that the dumps of paper and doc describe (structure_tree.py).
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cycle=$root/samples/nordlia
people=(e1305 e1101 e1402 e1606 e1203 e1309)
for person in "${people[@]}"; do
    if ! "$samtale" -C "$cycle" packs --quiet --out "$work/out" --employee "$person" >"$work/said" 2>&1; then
        echo "FAIL structure tree: $person has no pack: $(head -1 "$work/said")"
        exit 1
    fi
done
/usr/bin/python3 "$here/structure_tree.py" "$samtale" "$cycle" "$work/out" "${people[@]}"
