#!/usr/bin/env bash
# Feeds each fuzz target mutated input for a while, under the address and undefined-behaviour sanitizers.
# `make fuzz` installs clang and its runtime for it. Seeds: samples, templates and golden cases.
# usage: LIBRARIES='what a program is linked with' tests/fuzz/run.sh [SECONDS [TARGET…]]   so long for each target; a target: each fuzz_NAME.c here
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-120}
shift || true
targets=${*:-$(cd tests/fuzz && ls fuzz_*.c | sed -E 's/fuzz_(.*)\.c/\1/')}
out=${BUILD:-build}-fuzz
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
make -s CC=clang BUILD="$out" CFLAGS="-O1 -g $sanitize -fsanitize=fuzzer-no-link" lib
out=$PWD/$out  # a target may change its folder
FUZZ_FOLDER=$(mktemp -d)
export FUZZ_FOLDER
trap 'rm -rf "$FUZZ_FOLDER"' EXIT

seeds() {  # of a target, copied to a folder
    case $1 in returned) /usr/bin/python3 tests/collect/returned.py "$2"; rm -f "$2"/*.xfdf
        /usr/bin/python3 -c 'import sys, pikepdf
pdf = pikepdf.new()
pdf.attachments["a.xfdf"] = pikepdf.AttachedFileSpec(pdf, b"<xfdf/>")
pdf.save(sys.argv[1])' "$2/portfolio.pdf" ;; xfdf) /usr/bin/python3 tests/collect/returned.py "$2"; rm -f "$2"/*.[pf]df ;; esac
    case $1 in
        packed) printf 'From: x\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjcK\n' >"$2/mail.eml"
            /usr/bin/python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], "w")
z.writestr("a.xfdf", "<xfdf/>")' "$2/a.zip"
            { printf 'From x Mon\n'; cat "$2/mail.eml"; printf '\nFrom x Mon\n'; cat "$2/mail.eml"; } >"$2/mails.mbox" ;;
        collects) /usr/bin/python3 tests/collect/returned.py "$2"; rm -f "$2"/*.[pf]df ;;
        memory) for which in 0 1 2 3 4 5 6; do
            for file in fonts/fonts.yaml "$made/manifest.json" "$made/.manifest.cache" "$made/print/printed" samples/fjordvik/history/*.json; do
                { printf "\\$which"; cat "$file"; } >"$2/$which$(basename "$file")"
            done
        done ;;
        cycle) which=0
            for name in samtale.yaml org.yaml 'plans/*.yaml' 'priorities/*.md' 'answers/*.yaml' 'conversations/*.yaml' 'plans/*.yaml'; do
                find tests/cases samples -type f -path "*/$name" -size -4k | sort -t / -k 3 | sed 100q | while IFS= read -r file; do
                    { printf "\\$which"; cat "$file"; } >"$2/$which$(echo "$file" | tr / _)"
                done || true
                which=$((which + 1))
            done
            printf '\5e2: { held: 2027-01-20, at: 2027-01-20 09:00, place: Rom 1 }\n' >"$2/conversations"
            printf '\4samtale-delivery: 2\norganisation: n\nperiod: "2027"\nleader: e1\npeople:
  - employee: e2\n    conversation: { planned: 2027-01-19 }\nmac: "961aa8682e481b00"\n' >"$2/delivery" ;;
    esac
    case $1 in
        export) find tests/import -type f \( -name '*.csv' -o -name '*.xlsx' -o -name '*.txt' \) -size -20k -print0 ;;
        markdown) find samples tests/cases -type f -name '*.md' -print0 ;;
        template) find templates -type f -name '*.md' -print0 ;;
        yaml | splice) find samples tests/cases templates -type f -name '*.yaml' -print0 ;;
        picture) find samples tests /usr/share/icons -type f \( -name '*.png' -o -name '*.jpg' \) -size -20k -print0 2>/dev/null || true ;;
    esac | while IFS= read -r -d '' file; do cp "$file" "$2/$(echo "$file" | tr / _)"; done
}

# what is remembered of a made paper
made=$FUZZ_FOLDER/out/2027
"${BUILD:-build}/samtale" -C samples/nordlia packs --quiet --employee e1101 --out "$FUZZ_FOLDER/out"
"${BUILD:-build}/samtale" -C samples/nordlia print --quiet --employee e1101 --out "$FUZZ_FOLDER/out"

failed=0
for target in $targets; do
    corpus=$out/corpus/$target
    mkdir -p "$corpus"
    seeds "$target" "$corpus"
    clang -std=c11 -D_GNU_SOURCE -DSAMTALE_VERSION='"fuzz"' -Igenerator -Itests/fuzz -g -O1 $sanitize -fsanitize=fuzzer -o "$out/fuzz_$target" \
        "tests/fuzz/fuzz_$target.c" "$out/libsamtale.a" $LIBRARIES
    log=$out/$target.log
    timeout=10
    [ "$target" != collects ] || timeout=0  # the alarm is the command's own
    "$out/fuzz_$target" -max_total_time="$seconds" -max_len=20000 -timeout="$timeout" -rss_limit_mb=2048 \
        -artifact_prefix="$out/" -print_final_stats=1 "$corpus" >"$log" 2>&1 ||
        { echo "FAIL fuzz/$target"; tail -40 "$log"; failed=1; continue; }
    echo "ok fuzz/$target: $(sed -n 's/stat::number_of_executed_units: *//p' "$log") inputs in $seconds s"
done
exit "$failed"
