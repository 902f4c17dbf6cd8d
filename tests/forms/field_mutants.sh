#!/usr/bin/env bash
# Judges the judge of fields: an action plan with fields of every kind, filled in and empty, is damaged in every way that the
# judge should see (tests/pdf/mutants.py).
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$samtale" -C "$root/samples/nordlia" forms action-plan --employee e1102 --quiet --out "$work/out" || { echo "FAIL field mutants: no form is made"; exit 1; }
if /usr/bin/python3 "$root/tests/pdf/mutants.py" --fields "$work"/out/2027/forms/action-plan/*/e1102.pdf >"$work/missed" 2>&1; then
    echo "ok field mutants"
else
    echo "FAIL field mutants: $(head -1 "$work/missed")"
    tail -n +2 "$work/missed" | sed 's/^/    /'
    exit 1
fi
