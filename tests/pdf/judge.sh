#!/bin/bash
# Other readers judge every pack of the sample.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r "$root/samples/nordlia" "$work/cycle"
rm -rf "$work/cycle/out"
if ! "$samtale" -C "$work/cycle" packs --quiet >"$work/said" 2>&1; then
    echo "FAIL pdf/judge: samtale packs ended with an error: $(head -1 "$work/said")"
    exit 1
fi
if find "$work/cycle/out" -name '*.pdf' -print0 | xargs -0 -P 2 -n 8 "$here/judge.py" >"$work/found"; then
    echo "ok pdf/judge"
else
    echo "FAIL pdf/judge: $(wc -l <"$work/found") findings"
    head -20 "$work/found" | sed "s|$work/cycle/||; s/^/    /"
    exit 1
fi
