#!/usr/bin/env bash
# Every test is run: what lies in tests/ is a test that `make test` finds, belongs to a target of its own, or is used by another
# file. Which rooms have a target of their own is said in the Makefile.
set -u
cd "$(dirname "$0")/../.."
failed=0

verdict() {  # NAME FILES: there are none
    if [ -z "$2" ]; then echo "ok tests $1"; else echo "FAIL tests $1:"; sed 's/^/    /' <<<"$2"; failed=1; fi
}

is_used() {  # FILE: another file of tests/, or the Makefile, names it
    local name
    name=$(basename "$1")
    grep -rqwE --include='*.py' --include='*.sh' --include='*.[ch]' --include=Makefile --exclude="$name" \
        "${name//./\\.}|(import|from) ${name%.*}" tests Makefile
}

own=$(sed -n 's/^OWN_TARGET = //p' Makefile)
not_own=(-type f ! -path 'tests/cases/*/*')
for room in $own; do not_own+=(! -path "tests/$room/*"); done

verdict "none lies beside a room or below one" "$(find tests -maxdepth 1 -type f ! -name README.md ! -name run.sh
    find tests -mindepth 3 "${not_own[@]}" -perm -u+x)"

verdict "each says what runs it" "$(find tests -type f -perm -u+x ! -path '*/node_modules/*' ! -path 'tests/cases/*/*' |
    while read -r file; do head -c 2 "$file" | grep -q '^#!' || echo "$file is executable and does not begin with #!"; done)"

verdict "scripts are tests or are used" "$(find tests "${not_own[@]}" ! -perm -u+x -regex '.*\.\(py\|sh\)' ! -path 'tests/content/rows/*' |
    while read -r file; do is_used "$file" || echo "$file is not executable, and no test uses it"; done)"

verdict "programs are tests or are used" "$(find tests "${not_own[@]}" -name '*.c' ! -path 'tests/unit/test_*' |
    while read -r file; do
        if [[ $file != *_tool.c ]] || ! is_used "${file%.c}"; then echo "$file is no tests/unit/test_*.c, and no _tool.c that a test uses"; fi
    done)"

verdict "rooms with a target of their own" "$(for room in $own; do
    [ -d "tests/$room" ] || echo "there is no tests/$room"
    grep -qP "^\t.*tests/$room/" Makefile || echo "no target of the Makefile runs tests/$room"
done)"
exit $failed
