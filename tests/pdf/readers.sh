#!/usr/bin/env bash
# Every PDF of the sample, in every language and print size, as foreign readers see it (judge.py: qpdf, poppler, pikepdf), the
# papers' own rules on their dumps (paper_rules.py), and the size of a pack without pictures.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

say() {  # STATUS NAME FILE-WITH-REASONS
    if [ "$1" -eq 0 ]; then
        echo "ok $2"
    else
        echo "FAIL $2: $(head -1 "$3")"
        sed 's/^/    /' "$3" | head -40
        failed=1
    fi
}

cycle=$root/samples/nordlia
"$samtale" -C "$cycle" packs --quiet --out "$work/out" >"$work/said" 2>&1
say $? "readers: the packs are made" "$work/said"

find "$work/out/packs" -name '*.pdf' | sort >"$work/files"
xargs -n 8 -P 2 /usr/bin/python3 "$here/judge.py" <"$work/files" >"$work/judged" 2>&1
say $? "readers: $(wc -l <"$work/files") packs judged" "$work/judged"

"$samtale" -C "$cycle" packs --dump paper >"$work/dump" 2>&1 && /usr/bin/python3 "$here/paper_rules.py" "$work/dump" >"$work/rules" 2>&1
say $? "readers: no overlaps, nothing outside the margins, lines 8 mm apart, no empty last page" "$work/rules"

: >"$work/large"
while read -r file; do
    size=$(stat -c %s "$file")
    [ "$size" -le 81920 ] || pdfimages -list "$file" | grep -q image || echo "$file has $size bytes" >>"$work/large"
done <"$work/files"
[ ! -s "$work/large" ]
say $? "readers: at most 80 KB without pictures" "$work/large"

exit $failed
