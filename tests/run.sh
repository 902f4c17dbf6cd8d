#!/usr/bin/env bash
# Runs every test and counts. A test program prints "ok NAME" or "FAIL NAME: why" a line (or TAP: "ok 1 - NAME", "not ok 1 - NAME");
# one that ends badly without saying why, or says nothing at all, counts as a failure.
# usage: tests/run.sh PROGRAM…
set -u
cd "$(dirname "$0")/.."
passed=0 failed=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for test in "$@"; do
    begun=$SECONDS
    "$test" >"$out" 2>&1 </dev/null
    status=$?
    ok=$(grep -c '^ok ' "$out")
    bad=$(grep -cE '^(not ok|FAIL) ' "$out")
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; echo "FAIL $test: ended with status $status"; tail -40 "$out"; fi
    if [ "$ok" -eq 0 ] && [ "$bad" -eq 0 ]; then bad=1; echo "FAIL $test: ran no test"; fi
    grep -vE '^ok |^1\.\.' "$out" | head -200
    echo "$test: $ok passed, $bad failed, $((SECONDS - begun)) s"
    passed=$((passed + ok)) failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
