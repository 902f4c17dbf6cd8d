#!/bin/bash
# Papers made by four threads under ThreadSanitizer: make tsan builds the program so. Any report fails, and so does another
# program, in which nothing would be reported.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath "${SAMTALE:?}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
ok() { echo "ok threads/$1"; }
fail() { echo "FAIL threads/$1: $2"; status=1; }

# -q would end nm before its time
if [ "$(nm -D "$samtale" | grep -c __tsan_init)" -gt 0 ]; then ok sanitizer; else fail sanitizer "$samtale is not built with -fsanitize=thread"; fi
export TSAN_OPTIONS="exitcode=66 log_path=$work/report"

mkdir "$work/sample"
cp -r "$root/samples/nordlia/." "$work/sample"
/usr/bin/python3 "$root/tests/bench/scale.py" "$work/many" --people 200

# run NAME CYCLE COMMAND…: with four threads
run() {
    local name=$1 cycle=$2 got=0
    shift 2
    rm -f "$work"/report.*
    "$samtale" -C "$cycle" "$@" --jobs 4 --quiet >"$work/said" 2>&1 || got=$?
    local reports=("$work"/report.*)
    if [ -e "${reports[0]}" ]; then
        fail "$name" "$(grep -m1 WARNING "${reports[0]}"), $(grep -m1 '#0' "${reports[0]}")"
        head -60 "${reports[0]}"
    elif [ $got -gt 1 ]; then fail "$name" "ended with $got: $(head -1 "$work/said")"
    elif [ -z "$(find "$cycle/out" -newer "$work/before" -name '*.pdf')" ]; then fail "$name" "nothing was made"
    else ok "$name"; fi
    touch "$work/before"
}
touch -d '1 hour ago' "$work/before"
run packs "$work/sample" packs
run packs-many "$work/many" packs
run forms "$work/many" forms
run follow-up "$work/sample" forms follow-up
run evaluation "$work/sample" forms evaluation
run process-evaluation "$work/sample" forms process-evaluation
run blank "$work/sample" forms --blank 3
run summaries "$work/sample" summaries
run print "$work/sample" print
run booklets "$work/sample" print --booklet --by unit
exit $status
