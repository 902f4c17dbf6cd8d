#!/bin/bash
# The index of a sample's packs, looked up in by index.mjs.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$samtale" -C "$root/samples/nordlia" packs --quiet --out "$work"
node "$root/tests/clients/index.mjs" "$work/2027" 'Bjørg Stenvoll' helse e1202
