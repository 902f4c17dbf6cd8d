#!/usr/bin/env bash
# Golden cases. tests/cases/NAME/ is a cycle directory with two more files: `cmd`, the arguments of samtale, and `expected`,
# what it prints (standard output and error together) and "exit N". A case is added by adding a folder. Where its cycle directory is
# another case's, `of` holds that one's name. What the program says is English, whatever the environment says, unless cmd has --lang.
# usage: tests/cases/cases.sh            compare all
#        tests/cases/cases.sh NAME       show what changed in one and take it (make accept CASE=NAME)
set -u
cd "$(dirname "$0")/../.."
samtale=$(realpath "${SAMTALE:-build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run_case() {  # NAME → what it prints; run in a copy, so that a case's folder is never written to
    rm -rf "$work/case"
    local of=$1
    [ ! -f "tests/cases/$1/of" ] || of=$(cat "tests/cases/$1/of")
    cp -r "tests/cases/$of" "$work/case"
    rm -f "$work/case/expected" "$work/case/cmd"
    cp samples/nordlia/secret.key "$work/case"
    (
        cd "$work/case" || exit 99
        eval "set -- $(cat "$OLDPWD/tests/cases/$1/cmd")"
        LANGUAGE=en timeout 20 "$samtale" "$@" 2>&1
        echo "exit $?"
    )
}

if [ $# -eq 1 ]; then
    [ -d "tests/cases/$1" ] || { echo "there is no tests/cases/$1"; exit 2; }
    run_case "$1" >"$work/got"
    diff -u "tests/cases/$1/expected" "$work/got" && echo "nothing changed"
    cp "$work/got" "tests/cases/$1/expected"
    exit 0
fi

failed=0
for case in tests/cases/*/; do
    name=$(basename "$case")
    run_case "$name" >"$work/got"
    if cmp -s "$work/got" "$case/expected"; then
        echo "ok case $name"
    else
        echo "FAIL case $name: what it prints has changed (make accept CASE=$name takes it)"
        diff -u "$case/expected" "$work/got" | head -30 | sed 's/^/    /'
        failed=1
    fi
done
exit $failed
