#!/bin/bash
# What the system does to a run: a full disk, a folder that may not be written, a font that is gone, a picture that is
# broken. Each ends in a sentence and the right exit status, and leaves no half file and no temporary file behind.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d)
mounted=""
clean() {
    [ -z "$mounted" ] || umount "$mounted"
    chattr -R -i "$work" 2>/dev/null || true
    chmod -R u+rwX "$work"
    rm -rf "$work"
}
trap clean EXIT
status=0

ok() { echo "ok system/$1"; }
fail() { echo "FAIL system/$1: $2"; status=1; }

# left_behind FOLDER: what is wrong with what a run left there, or nothing.
left_behind() {
    [ -d "$1" ] || return 0
    local odd
    odd=$(find "$1" -type f ! -name '*.pdf' ! -name '*.ics' ! -path "$1/2027/manifest.json" \
        ! -path "$1/2027/index*" ! -path "$1/2027/.manifest.cache" ! -path "$1/2027/.manifest.journal" | head -1)
    [ -z "$odd" ] || { echo "$odd was left behind"; return 0; }
    while read -r pdf; do
        qpdf --check "$pdf" >/dev/null 2>&1 || { echo "$pdf is not a whole PDF"; return 0; }
    done < <(find "$1" -type f -name '*.pdf')
    while read -r ics; do
        [ "$(tail -1 "$ics")" = $'END:VCALENDAR\r' ] || { echo "$ics is not a whole calendar"; return 0; }
    done < <(find "$1" -type f -name '*.ics')
    if [ -e "$1/manifest.json" ] && ! /usr/bin/python3 -m json.tool "$1/manifest.json" >/dev/null 2>&1; then
        echo "$1/manifest.json is not whole"
    fi
}

# judge NAME STATUS OUT PATTERN: of the run whose exit status is $got and whose messages are in $work/said.
judge() {
    local name=$1 wanted=$2 out=$3 pattern=$4 odd
    odd=$(left_behind "$out")
    if [[ ! $got =~ ^($wanted)$ ]]; then
        fail "$name" "exit status $got, not $wanted: $(head -1 "$work/said")"
    elif ! grep -qE "$pattern" "$work/said"; then
        fail "$name" "no sentence says /$pattern/: $(head -1 "$work/said")"
    elif [ "$(grep -cE 'error:' "$work/said")" -gt "${5:-3}" ]; then
        fail "$name" "$(grep -c 'error:' "$work/said") sentences about one thing: $(sed -n 2p "$work/said")"
    elif [ -n "$odd" ]; then
        fail "$name" "$odd"
    else
        ok "$name"
    fi
}

run() {
    got=0
    "$@" >"$work/said" 2>&1 || got=$?
}

cycle=$work/cycle
mkdir "$cycle"
cp -r "$root/samples/nordlia/." "$cycle"
rm -rf "$cycle/out"

# ---- A disk that is full: a small memory disk where mounting is allowed, and a limit on the size of a file everywhere.
mkdir "$work/disk"
if mount -t tmpfs -o size=400k tmpfs "$work/disk" 2>/dev/null; then
    mounted=$work/disk
    for jobs in 1 2; do
        rm -rf "$work/disk/out"
        run "$samtale" -C "$cycle" packs --quiet --jobs $jobs --out "$work/disk/out"
        judge "disk-full-jobs-$jobs" 3 "$work/disk/out" "could not be written: No space left on device"
        [ -n "$(find "$work/disk/out" -name '*.pdf')" ] || fail "disk-full-jobs-$jobs" "the disk was full before the first file"
    done
    dd if=/dev/zero of="$work/disk/filler" bs=4k >/dev/null 2>&1 || true
    rm -rf "$work/disk/out"
    run "$samtale" -C "$cycle" packs --quiet --jobs 1 --out "$work/disk/out"
    judge disk-full-at-once 3 "$work/disk/out" "No space left on device"
    umount "$work/disk"
    mounted=""
fi
limited() { (trap '' XFSZ; ulimit -f "$1"; shift; exec "$@"); }
run limited 8 "$samtale" -C "$cycle" packs --quiet --jobs 1 --out "$work/limited"
judge file-too-large 3 "$work/limited" "could not be written: File too large"
if [ -e /dev/full ]; then
    got=0
    "$samtale" --help >/dev/full 2>"$work/said" || got=$?
    judge output-full 3 "$work/none" "could not be written"
fi

# ---- A folder without permission. Root is not stopped by modes, so then another user runs it.
as=()
if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    mkdir -p "$work/program/build"
    cp "$samtale" "$work/program/build/samtale"
    cp -r "$root/templates" "$root/fonts" "$work/program"
    chmod 755 "$work"
    chmod -R a+rX "$work/program" "$cycle"
else
    mkdir -p "$work/program/build"
    ln -s "$samtale" "$work/program/build/samtale"
fi
chmod 0555 "$cycle"
run "${as[@]}" "$work/program/build/samtale" -C "$cycle" packs --quiet
judge folder-without-permission 3 "$cycle/out" "could not be (written|made): Permission denied"
chmod 0755 "$cycle"
chmod 0000 "$cycle/org.yaml"
run "${as[@]}" "$work/program/build/samtale" -C "$cycle" packs --quiet --out "$work/unreadable"
judge file-without-permission 3 "$work/unreadable" "org.yaml.*Permission denied"
chmod 0644 "$cycle/org.yaml"
run "$samtale" -C "$cycle" packs --quiet --out "$cycle/org.yaml"
judge out-is-a-file 3 "$work/none" "could not be"
run "$samtale" -C "$work/nowhere" packs --quiet
judge no-such-cycle "2|3" "$work/nowhere" "No such file"

# ---- A font that is not there: the program's own list of fonts, naming files that do not exist.
mkdir -p "$work/fontless/build"
cp "$samtale" "$work/fontless/build/samtale"
cp -r "$root/templates" "$root/fonts" "$work/fontless"
sed -i 's,/[^ ]*/NotoSans-Regular\.ttf,/nowhere/NotoSans-Regular.ttf,' "$work/fontless/fonts/fonts.yaml"
grep -q /nowhere/ "$work/fontless/fonts/fonts.yaml" || fail font-missing "fonts.yaml names no NotoSans-Regular.ttf"
run "$work/fontless/build/samtale" -C "$cycle" packs --quiet --out "$work/font"
judge font-missing 3 "$work/font" "NotoSans-Regular.ttf is not there"
grep -q "fonts-noto-core" "$work/said" || fail font-missing "no hint says which package has it"
[ -z "$(find "$work/font" -name '*.pdf' 2>/dev/null)" ] || fail font-missing "packs were made without the font"
head -c 2000 /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf >"$work/half.ttf"
sed -i "s,/nowhere/NotoSans-Regular.ttf,$work/half.ttf," "$work/fontless/fonts/fonts.yaml"
run "$work/fontless/build/samtale" -C "$cycle" packs --quiet --out "$work/font"
judge font-broken 3 "$work/font" "half.ttf"
rm -rf "$work/fontless/fonts"
run "$work/fontless/build/samtale" -C "$cycle" packs --quiet --out "$work/font"
judge fonts-not-installed 3 "$work/font" "fonts"

# ---- A picture that is broken in each of the usual ways, in one unit's text: a warning, and all packs are made.
picture=$cycle/priorities/2027/bilder/over-80.png
good=$root/samples/nordlia/priorities/2027/bilder/over-80.png
broken() {
    rm -rf "$work/picture"
    run "$samtale" -C "$cycle" packs --out "$work/picture"
    judge "$1" 0 "$work/picture" "over-80.png"
    [ -n "$(find "$work/picture" -name 'e1101.pdf' 2>/dev/null)" ] || fail "$1" "the packs with it were not made"
}
head -c 3000 "$good" >"$picture"
broken picture-truncated
: >"$picture"
broken picture-empty
echo "ikke et bilde" >"$picture"
broken picture-not-one
{ head -c 200 "$good"; head -c 200 /dev/zero; tail -c +401 "$good"; } >"$picture"
broken picture-damaged
rm "$picture"
broken picture-missing
cp "$good" "$picture"
exit $status
