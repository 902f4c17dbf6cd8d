#!/bin/bash
# Shards: for several N, the N parts together are the single run, file by file and with the same manifest once they are
# merged; no paper is in two parts; a task of a Slurm array job makes its own part. What merging says of gaps and overlaps is
# in tests/cases/merge-*.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
sample=$root/samples/nordlia
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
unset "${!SLURM_@}"

ok() { echo "ok shard/$1"; }
fail() { echo "FAIL shard/$1: $2"; status=1; }
run() { "$samtale" -C "$sample" "$@" --quiet >"$work/said.$BASHPID" 2>&1 || { fail "$name" "$* ended with $?: $(head -1 "$work/said.$BASHPID")"; return 1; }; }
listed() { grep -ho '^{"path":"[^"]*"' "$@" | sort; }
# Each machine knows by itself how files look from outside.
same() { if diff -r -x .manifest.cache "$work/$1" "$work/$2" >"$work/diff" 2>&1; then ok "$name"; else fail "$name" "$(head -1 "$work/diff")"; fi; }

# parts NAME N COMMAND…: all N parts into $work/NAME, two at a time.
parts() {
    local k out=$work/$1 n=$2
    shift 2
    for ((k = 1; k <= n; k++)); do
        run "$@" --shard $k/$n --out "$out" &
        [ $((k % 2)) = 1 ] || wait
    done
    wait
    for ((k = 1; k <= n; k++)); do [ -e "$out/2027/manifest.$k-of-$n.json" ] || { fail "$name" "part $k of $n left no manifest"; return 1; }; done
    twice=$(listed "$out"/2027/manifest.*-of-$n.json | uniq -d | head -1)
    [ -z "$twice" ] || fail "$name" "$twice is in two parts"
}

name=single
run packs --out "$work/packs"
run forms process-evaluation --out "$work/forms"
run summaries --out "$work/summaries"

# balance: no part of 3 has more than its equal share and the largest unit.
balance() {
    local count most=0 total largest
    total=$(find "$work/packs" -name '*.pdf' | wc -l)
    largest=$(find "$work/packs" -name '*.pdf' | sed 's|/[^/]*$||; s|.*/||' | sort | uniq -c | sort -n | awk 'END { print $1 }')
    for k in 1 2 3; do
        count=$(grep -c '\.pdf"' "$work/packs-3/2027/manifest.$k-of-3.json")
        [ "$count" -gt 0 ] || fail balanced "part $k of 3 has no papers"
        [ "$count" -le "$most" ] || most=$count
    done
    if [ "$most" -le $((total / 3 + largest + 1)) ]; then ok balanced; else fail balanced "a part has $most of $total papers, the largest unit $largest"; fi
}

for n in 1 2 3 7; do
    name=packs-$n
    parts "$name" $n packs || continue
    [ $n != 3 ] || balance
    run merge --out "$work/$name" && same packs "$name"
done

# More parts than units: most of them are empty.
name=forms-50
parts forms-50 50 forms process-evaluation
empty=$(grep -L '"path"' "$work"/forms-50/2027/manifest.*-of-50.json | wc -l)
[ "$empty" -ge 40 ] || fail $name "only $empty parts are empty"
run merge --out "$work/forms-50" && same forms forms-50

# Two commands into one folder, one of them for a few units.
name=two-commands
parts two 2 forms process-evaluation
parts two 2 forms follow-up --unit oppvekst
run forms follow-up --unit oppvekst --out "$work/forms"
run forms process-evaluation --out "$work/forms" # which has the index know the others
run merge --out "$work/two" && same forms two

name=summaries
parts summaries-2 2 summaries && run merge --out "$work/summaries-2" && same summaries summaries-2

# Every machine with a folder of its own.
name=folders
for k in 1 2; do
    run packs --shard $k/2 --out "$work/machine-$k"
    run summaries --shard $k/2 --out "$work/machine-$k"
done
run merge "$work/machine-1" "$work/machine-2" --out "$work/folders"
run summaries --out "$work/both"
run packs --out "$work/both"
same both folders
[ "$(stat -c %a "$work/folders/2027" "$work/folders/2027/manifest.json" "$work"/folders/2027/packs/helse/*.pdf | sort -u | tr '\n' ' ')" = "600 700 " ] ||
    fail folders "others can read what was copied"

# ---- Again: only what has changed, whether the run before was whole or in shards, and whether the cuts are where they were.
made() { "$samtale" -C "$sample" "$@" --format json 2>/dev/null | sed -n 's/.*"made":\([0-9]*\).*/\1/p' | awk '{ n += $1 } END { print n }'; }
name=again-whole
n=$(made packs --out "$work/folders")
if [ "$n" = 0 ]; then ok $name; else fail $name "$n files were made again"; fi
name=again-in-shards
n=$(($(made packs --shard 1/2 --out "$work/folders") + $(made packs --shard 2/2 --out "$work/folders")))
run merge --out "$work/folders"
if [ $n = 0 ]; then same both folders; else fail $name "$n files were made again"; fi

sample=$work/cycle
cp -r "$root/samples/nordlia" "$sample"
for merged in yes no; do
    name=moved-merged-$merged
    rm -rf "$sample/out" "$work/moved" "$work/moved-single"
    cp "$root/samples/nordlia/org.yaml" "$sample"
    run packs --out "$work/moved-single"
    parts moved 2 packs || continue
    [ $merged = no ] || run merge --out "$work/moved"
    grep -ho '"path":"[^"]*"' "$work/moved"/2027/manifest*.json | sort >"$work/before"
    sed -i -E 's/(\{ id: (e1008|e1106|e1312|e1313|e1314), )/\1conversation: not-needed, /' "$sample/org.yaml"
    "$samtale" -C "$sample" packs --out "$work/moved-single" 2>&1 >/dev/null | sed "s,$work/moved-single,OUT," >"$work/wanted" || true
    grep -q "OUT/2027/packs/nordlia/e1008.pdf is from an earlier run" "$work/wanted" || fail $name "nobody's pack has become old"
    for k in 1 2; do "$samtale" -C "$sample" packs --shard $k/2 --out "$work/moved" 2>&1 >/dev/null; done | sed "s,$work/moved,OUT," >"$work/got" || true
    cmp -s <(sort "$work/wanted") <(sort "$work/got") || fail $name "what is old is not said once: $(diff <(sort "$work/wanted") <(sort "$work/got") | sed -n 2p)"
    run merge --out "$work/moved" && same moved-single moved
done

# A broken plan is said by the shard whose papers show it, and keeps only its person's from being made.
name=broken-plan
rm -rf "$sample/out"
cp "$root/samples/nordlia/org.yaml" "$sample"
echo "employee: [" >"$sample/plans/2026/e1404.yaml"
"$samtale" -C "$sample" packs --out "$work/broken-single" 2>"$work/wanted" >/dev/null || true
wrong=0
: >"$work/got"
for k in 1 2 3; do "$samtale" -C "$sample" packs --shard $k/3 --out "$work/broken" 2>>"$work/got" >/dev/null || wrong=$((wrong + 1)); done
cmp -s "$work/wanted" "$work/got" && [ $wrong = 1 ] || fail $name "$wrong shards say: $(head -1 "$work/got")"
[ ! -e "$work/broken/packs/teknisk/e1404.pdf" ] || fail $name "the pack was made"
run merge --out "$work/broken" && same broken-single broken
sample=$root/samples/nordlia

# ---- A task of a Slurm array job: what Slurm sets, and which part that is.
slurm() {  # NAME WANTED ID MIN MAX COUNT STEP [ARGUMENT…]: WANTED is K/N, all, or the exit status
    local wanted=$2 got=0
    name=slurm-$1
    env SLURM_ARRAY_JOB_ID=7 SLURM_ARRAY_TASK_ID="$3" SLURM_ARRAY_TASK_MIN="$4" SLURM_ARRAY_TASK_MAX="$5" SLURM_ARRAY_TASK_COUNT="$6" \
        SLURM_ARRAY_TASK_STEP="$7" "$samtale" -C "$sample" forms process-evaluation --dry-run --out "$work/none" "${@:8}" >"$work/said" 2>&1 || got=$?
    case $wanted in
    */*) grep -q "^shard ${wanted%/*} of ${wanted#*/}" "$work/said" ;;
    all) [ $got = 0 ] && ! grep -q shard "$work/said" ;;
    *) [ $got = "$wanted" ] ;;
    esac && ok "$name" || fail "$name" "exit status $got, not $wanted: $(head -1 "$work/said")"
}
slurm from-1 3/4 3 1 4 4 1
slurm from-0 1/4 0 0 3 4 1
slurm step 3/3 9 1 9 3 4
slurm more-than-units 40/50 39 0 49 50 1
slurm given 2/9 3 1 4 4 1 --shard 2/9
slurm none all 3 1 4 4 1 --shard none
slurm uneven 2 7 1 7 3 1
slurm alone 2 3 3 3 1 1
slurm nonsense 2 x 1 4 4 1
name=slurm-check
if env SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=3 "$samtale" -C "$sample" status >"$work/said" 2>&1
then ok $name; else fail $name "$(head -1 "$work/said")"; fi
exit $status
