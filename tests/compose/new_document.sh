#!/bin/bash
# A document that the program does not know, by templates alone: the sample's letter to newcomers. `samtale forms welcome`
# makes one for each of them and for nobody else, in their language, and foreign readers judge it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

ok() { echo "ok welcome/$1"; }
fail() { echo "FAIL welcome/$1: $2"; status=1; }

# letters LANGUAGE: the sample's, with everybody in that language.
letters() {
    mkdir "$work/$1"
    cp -r "$root/samples/nordlia/." "$work/$1"
    rm -rf "$work/$1/out"
    sed -i "s/^language: nb/language: $1/" "$work/$1/samtale.yaml"
    sed -i '/^ *language: [a-z]*$/d; s/language: [a-z]*, *//' "$work/$1/org.yaml"
    for file in "$work/$1"/priorities/2027/*.md; do
        case $(basename "$file") in *.*.md) ;; *) mv "$file" "${file%.md}.nb.md" ;; esac
    done
    local got=0
    "$samtale" -C "$work/$1" forms welcome 2>"$work/said" >/dev/null || got=$?
    if [ $got != 0 ] || [ -s "$work/said" ]; then fail "$1" "exit status $got, and it says: $(head -1 "$work/said")"; else ok "$1"; fi
    local made
    made=$(cd "$work/$1/out/2027/forms/welcome" && find . -name '*.pdf' | sort | tr '\n' ' ')
    if [ "$made" = "./solbakken/e1313.pdf ./sone-nord/e1607.pdf " ]; then ok "$1-newcomers"; else fail "$1-newcomers" "made: $made"; fi
}

# shows LANGUAGE PAGES TEXT…: what the letter of the apprentice in Sone nord is tagged as, and what it says.
shows() {
    local language=$1 pages=$2 letter=$work/$1/out/2027/forms/welcome/sone-nord/e1607.pdf text
    shift 2
    if /usr/bin/python3 "$root/tests/pdf/judge.py" "$work/$language"/out/2027/forms/welcome/*/*.pdf >"$work/said"; then ok "$language-judged"
    else fail "$language-judged" "$(head -1 "$work/said")"; fi
    if [ "$(pdfinfo "$letter" | sed -n 's/^Pages: *//p')" = "$pages" ]; then ok "$language-pages"
    else fail "$language-pages" "not $pages: $(pdfinfo "$letter" | grep Pages)"; fi
    if grep -aq "/Lang *($language)" <(qpdf --qdf "$letter" -); then ok "$language-tagged"; else fail "$language-tagged" "it is not tagged $language"; fi
    text=$(pdftotext "$letter" - | tr -s '\n ' '  ')
    for wanted in "$@"; do
        if [[ $text == *"$wanted"* ]]; then ok "$language: $wanted"; else fail "$language" "the letter does not say: $wanted"; fi
    done
}
PATH=/usr/bin:$PATH

letters nb
shows nb 2 "Velkommen til oss" "Yusra Al-Khatib" "16. august 2027" "Turid Olaussen tar imot deg" "innen 27. september 2027" \
    "Oppfølging: Høst" "Kjente folk på faste dager" "hr@nordlia.example" "Til Yusra Al-Khatib" "Side 1 av 2"
letters nn
shows nn 2 "Velkomen til oss" "Turid Olaussen tek imot deg" "innan 27. september 2027" "Dette er viktigast i Sone nord no" \
    "Denne teksten er skriven på bokmål" "Side 1 av 2"
letters en
shows en 2 "Welcome" "16 August 2027" "Turid Olaussen will meet you" "by 27 September 2027" "What matters most in Sone nord now" \
    "Page 1 of 2"
exit $status
