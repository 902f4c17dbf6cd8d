#!/bin/bash
# The same input gives the same bytes: from another folder, in another time zone, home and locale, with one worker or two,
# for one person or for all, and at another time of day.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

ok() { echo "ok determinism/$1"; }
fail() { echo "FAIL determinism/$1: $2"; status=1; }
# The cache says how files look on this machine: it is no output.
sums() { (cd "$1" && find . -type f ! -name .manifest.cache -print0 | sort -z | xargs -0 -r sha256sum); }

# same NAME OUT: OUT holds the same files, with the same bytes, as the first run's folder.
same() {
    local changed
    changed=$(diff <(sums "$work/first/out") <(sums "$2") | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u || true)
    if [ -z "$changed" ]; then ok "$1"; else fail "$1" "$(wc -l <<<"$changed") files differ, such as $(head -1 <<<"$changed")"; fi
}

copy() {
    mkdir -p "$1"
    cp -r "$root/samples/nordlia/." "$1"
    rm -rf "$1/out"
}

copy "$work/first"
if ! env -i PATH="$PATH" HOME=/ LC_ALL=C TZ=UTC "$samtale" -C "$work/first" packs --quiet --jobs 1 >"$work/said" 2>&1; then
    fail run "samtale packs ended with an error: $(head -1 "$work/said")"
    exit 1
fi
count=$(find "$work/first/out" -name '*.pdf' | wc -l)
[ "$count" -gt 0 ] || { fail run "no packs were made"; exit 1; }

copy "$work/another folder/æøå"
(cd "$work/another folder/æøå" && "$samtale" packs --quiet --jobs 1) && same folder "$work/another folder/æøå/out"

# run NAME COMMAND…: in the same folder, into another output folder.
run() {
    local name=$1
    shift
    if "$@" >"$work/said" 2>&1; then same "$name" "$work/out-$name"; else fail "$name" "$(head -1 "$work/said")"; fi
}
packs() { echo "$samtale -C $work/first packs --quiet --out $work/out-$1"; }

run time-zone env TZ=Pacific/Kiritimati $(packs time-zone)
mkdir "$work/home"
run home env HOME="$work/home" XDG_CACHE_HOME="$work/home" $(packs home)
[ -z "$(ls -A "$work/home")" ] || fail home "something was left in the home folder"
run jobs $(packs jobs) --jobs 2
run jobs-many $(packs jobs-many) --jobs 16

# A locale with decimal commas, made here when the machine has none.
locales=()
if ! locale -a | grep -qi '^nb_NO.utf-\?8$' && command -v localedef >/dev/null && [ -e /usr/share/i18n/locales/nb_NO ]; then
    mkdir "$work/locales"
    localedef -i nb_NO -f UTF-8 "$work/locales/nb_NO.UTF-8" >/dev/null 2>&1 || true
    locales=(LOCPATH="$work/locales")
fi
run locale env "${locales[@]}" LC_ALL=nb_NO.UTF-8 $(packs locale)

# One at a time: a person of each unit, since each unit is a new set of shared pages.
alone=$work/out-alone
for folder in "$work"/first/out/2027/packs/*/; do
    person=$(basename "$(ls "$folder" | tail -1)" .pdf)
    "$samtale" -C "$work/first" packs --quiet --out "$alone" --employee "$person" >"$work/said" 2>&1 ||
        fail one-person "$(head -1 "$work/said")"
done
differ=$(cd "$alone/2027/packs" && find . -name '*.pdf' | while read -r f; do
    cmp -s "$f" "$work/first/out/2027/packs/$f" || echo "$f"
done)
if [ -z "$differ" ]; then ok one-person; else fail one-person "$(head -1 <<<"$differ") is not the same as when all were made"; fi

# Again into the same folder: nothing changes, whatever the clock says now.
before=$(sums "$work/first/out")
sleep 1.1
"$samtale" -C "$work/first" packs --quiet >/dev/null 2>&1 || fail again "the second run ended with an error"
if [ "$before" = "$(sums "$work/first/out")" ]; then ok again; else fail again "a second run changed something"; fi
"$samtale" -C "$work/first" packs --quiet --force >/dev/null 2>&1 || fail forced "the third run ended with an error"
if [ "$before" = "$(sums "$work/first/out")" ]; then ok forced; else fail forced "making all of it anew changed something"; fi

# A larger cycle, so that what threads keep from one paper to the next differs: any number of them, any choice of people.
/usr/bin/python3 "$root/tests/bench/scale.py" "$work/many" --people 60
many() { "$samtale" -C "$work/many" packs --quiet --out "$work/many-$1" "${@:2}" >"$work/said" 2>&1 || fail "many-$1" "$(head -1 "$work/said")"; }
# alike NAME: every file of that run is, byte for byte, one of the run with one thread; and there is one.
alike() {
    local folder=$work/many-$1 other
    other=$(cd "$folder" && find . -name '*.pdf' | while read -r f; do cmp -s "$f" "$work/many-1/$f" || echo "$f"; done)
    if [ -n "$other" ]; then fail "many-$1" "$(head -1 <<<"$other") is not the same"
    elif [ -z "$(find "$folder" -name '*.pdf' -print -quit)" ]; then fail "many-$1" "nothing was made"
    else ok "many-$1"; fi
}
many 1 --jobs 1
many 2 --jobs 2
many 7 --jobs 7
many unit --jobs 3 --unit u0004
many leader --jobs 2 --leader e10001
many wave --jobs 2 --wave 2
for name in 2 7 unit leader wave; do alike $name; done
for jobs in 2 7; do
    if [ "$(sums "$work/many-1")" = "$(sums "$work/many-$jobs")" ]; then ok "many-all-$jobs"; else fail "many-all-$jobs" "not the same files"; fi
done
exit $status
