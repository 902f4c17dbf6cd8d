#!/usr/bin/env bash
# The sample's PDFs of every kind, in every language and print size, as foreign readers see them (judge.py: qpdf, poppler,
# pikepdf), the papers' own rules on their dumps (paper_rules.py), and the size of a pack without pictures.
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

for form in action-plan follow-up evaluation process-evaluation; do
    for who in e1102 e1402 e1606 e1105; do  # a plan with everything, English, large print, nynorsk and two positions
        "$samtale" -C "$cycle" forms $form --employee $who --quiet --out "$work/out" || echo "forms $form $who" >>"$work/forms"
    done
    "$samtale" -C "$cycle" forms $form --quiet --blank 3 --unit helse --out "$work/out" || echo "forms $form blank" >>"$work/forms"
done
touch "$work/forms"
[ ! -s "$work/forms" ]
say $? "readers: the forms are made" "$work/forms"

find "$work/out" -name '*.pdf' | sort >"$work/files"
xargs -n 8 -P 2 /usr/bin/python3 "$here/judge.py" <"$work/files" >"$work/judged" 2>&1
say $? "readers: $(wc -l <"$work/files") papers judged" "$work/judged"

"$samtale" -C "$cycle" packs --dump paper >"$work/dump" 2>&1 &&
    "$samtale" -C "$cycle" forms evaluation --employee e1102 --dump paper >>"$work/dump" 2>&1 &&
    "$samtale" -C "$cycle" forms follow-up --employee e1606 --dump paper >>"$work/dump" 2>&1 && /usr/bin/python3 "$here/paper_rules.py" "$work/dump" >"$work/rules" 2>&1
say $? "readers: no overlaps, nothing outside the margins, lines 8 mm apart, no empty last page" "$work/rules"

: >"$work/large"
grep /packs/ "$work/files" | while read -r file; do
    size=$(stat -c %s "$file")
    [ "$size" -le 81920 ] || pdfimages -list "$file" | grep -q image || echo "$file has $size bytes" >>"$work/large"
done
[ ! -s "$work/large" ]
say $? "readers: at most 80 KB without pictures" "$work/large"

exit $failed
