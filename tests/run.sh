#!/usr/bin/env bash
# Runs every test and counts. A test program prints "ok NAME" or "FAIL NAME: why" a line (or TAP: "ok 1 - NAME", "not ok 1 - NAME");
# one that ends badly without saying why, or says nothing at all, counts as a failure.
# usage: [TEST_JOBS=2] tests/run.sh PROGRAM…   with SAMTALE and BUILD in the environment, as `make test` says them
set -u
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { echo "FAIL tests/run.sh: no test is named"; exit 1; }
export CMOCKA_MESSAGE_OUTPUT=TAP PYTHONDONTWRITEBYTECODE=1  # no caches beside the sources
export LANGUAGE=en                                      # what the program says, whatever language the tester has
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/counts"

one() {  # PROGRAM: what it says is printed when it has ended, and whole
    local out status ok bad
    out=$(mktemp "$work/out.XXXXXX")
    "$1" >"$out" 2>&1 </dev/null
    status=$?
    ok=$(grep -c '^ok ' "$out")
    bad=$(grep -cE '^(not ok|FAIL) ' "$out")
    {
        if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; echo "FAIL $1: ended with status $status"; tail -40 "$out"; fi
        if [ "$ok" -eq 0 ] && [ "$bad" -eq 0 ]; then bad=1; echo "FAIL $1: ran no test"; fi
        grep -vE '^ok |^1\.\.' "$out" | head -200
        echo "$1: $ok passed, $bad failed, $SECONDS s"
    } >"$out.said"
    flock "$work/counts" cat "$out.said"
    echo "$ok $bad" >>"$work/counts"
}
export -f one
export work

printf '%s\0' "$@" | xargs -0 -n 1 -P "${TEST_JOBS:-1}" bash -c 'one "$1"' _
read -r ran passed failed < <(awk '{ p += $1; f += $2 } END { print NR, p + 0, f + 0 }' "$work/counts")
if [ "$ran" -ne $# ]; then failed=$((failed + 1)); echo "FAIL tests/run.sh: $ran of $# tests have ended"; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
