#!/bin/bash
# A thousand people, a thousand packs: each one's name can be read from their own pack, its marking names them and their
# leader, and nobody else's name stands in it. A font subset that is shared wrongly swaps letters in a few packs of many.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

/usr/bin/python3 "$here/../bench/scale.py" "$work" --people "${PEOPLE:-1000}"
if ! "$samtale" -C "$work" packs --quiet >"$work/said" 2>&1; then
    echo "FAIL pdf/names: samtale packs ended with an error: $(head -1 "$work/said")"
    exit 1
fi
find "$work/out/2027/packs" -name '*.pdf' -print0 | xargs -0 -r -P 2 -I{} pdftotext -enc UTF-8 {}
exec /usr/bin/python3 "$here/names.py" "$work"
