#!/usr/bin/env bash
# Feeds each fuzz target mutated input for a while, under the address and undefined-behaviour sanitizers.
# `make fuzz` installs clang and its runtime for it. Seeds: samples, templates and golden cases.
# usage: tests/fuzz/run.sh [SECONDS [TARGET…]]   a target: markdown, template, yaml, splice, picture, returned, xfdf
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-120}
shift || true
targets=${*:-markdown template yaml splice picture returned xfdf}
out=${BUILD:-build}-fuzz
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=all"
make -s CC=clang BUILD="$out" CFLAGS="-O1 -g $sanitize -fsanitize=fuzzer-no-link" lib
libraries=$(pkg-config --cflags --libs libcmark libpng yaml-0.1 jansson libutf8proc libdeflate libqpdf expat)

seeds() {  # of a target, copied to a folder
    case $1 in returned) /usr/bin/python3 tests/collect/returned.py "$2"; rm -f "$2"/*.xfdf ;; xfdf) /usr/bin/python3 tests/collect/returned.py "$2"; rm -f "$2"/*.[pf]df ;; esac
    case $1 in
        markdown) find samples tests/cases -type f -name '*.md' -print0 ;;
        template) find templates -type f -name '*.md' -print0 ;;
        yaml | splice) find samples tests/cases templates -type f -name '*.yaml' -print0 ;;
        picture) find samples tests /usr/share/icons -type f \( -name '*.png' -o -name '*.jpg' \) -size -20k -print0 2>/dev/null || true ;;
    esac | while IFS= read -r -d '' file; do cp "$file" "$2/$(echo "$file" | tr / _)"; done
}

for target in $targets; do
    corpus=$out/corpus/$target
    mkdir -p "$corpus"
    seeds "$target" "$corpus"
    clang -std=c11 -D_GNU_SOURCE -Igenerator -g -O1 $sanitize -fsanitize=fuzzer -o "$out/fuzz_$target" \
        "tests/fuzz/fuzz_$target.c" "$out/libsamtale.a" $libraries -lpthread -lm
    log=$out/$target.log
    "$out/fuzz_$target" -max_total_time="$seconds" -max_len=20000 -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="$out/" -print_final_stats=1 "$corpus" >"$log" 2>&1 ||
        { echo "FAIL fuzz/$target"; tail -40 "$log"; exit 1; }
    echo "ok fuzz/$target: $(sed -n 's/stat::number_of_executed_units: *//p' "$log") inputs in $seconds s"
done
