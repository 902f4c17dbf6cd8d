#!/bin/bash
# Every example of the CommonMark specification, set as a unit's priorities: each word of it that is neither raw HTML nor an
# alternative text is found in the pack, in order. The specification (0.30, the version of Debian's cmark) comes with a Debian
# package; nothing of it is kept in the repository.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
spec=/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -r "$spec" ] || { echo "FAIL read/commonmark: there is no $spec (Debian: golang-github-yuin-goldmark-dev)"; exit 1; }
/usr/bin/python3 "$here/commonmark.py" make "$spec" "$work/cycle"
status=0
"$samtale" -C "$work/cycle" packs --quiet >"$work/said" 2>&1 || status=$?
if grep -q 'error:' "$work/said" || [ $status != 0 ]; then
    echo "FAIL read/commonmark: samtale packs ended with $status: $(grep -m 1 -A 1 'error:' "$work/said" | tr '\n' ' ')"
    exit 1
fi
# -raw: in the order of the page's content; otherwise pdftotext drops a hyphen at the end of a line, example 55 has one.
find "$work/cycle/out/2027/packs" -name '*.pdf' -print0 | xargs -0 -r -P 2 -I{} pdftotext -raw -enc UTF-8 {}
/usr/bin/python3 "$here/commonmark.py" check "$spec" "$work/cycle" || status=1
# Batches of papers laid out before one is written, with so many texts that a worker forgets some in between: with the address
# sanitizer, whether any of them is still in use.
if "$samtale" -C "$work/cycle" print packs --by all --max-sheets 60 --quiet >"$work/said" 2>&1; then echo "ok read/batches"
else echo "FAIL read/batches: samtale print ended with $?"; status=1; fi
exit $status
