#!/usr/bin/env bash
# What the linker knows of the program's own code: nothing is external that only its file uses, or nobody; and no file but the
# printer's starts another program, and none uses a network.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$root/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

verdict() {  # NAME FILE: it is empty
    if [ -s "$2" ]; then echo "FAIL symbols $1:"; sed 's/^/    /' "$2"; failed=1; else echo "ok symbols $1"; fi
}

nm -A "$build/libsamtale.a" "$build/main.o" >"$work/all" 2>/dev/null || { echo "FAIL symbols: no $build/libsamtale.a"; exit 1; }
sed -nE 's/.* [TDBRC] ([a-z]\w*)$/\1/p' "$work/all" | grep -vx main | sort -u >"$work/external"
sed -nE 's/.* U (\w+)$/\1/p' "$work/all" | sort -u >"$work/used"
# A name's prefix is the file's: what tests look at may be external for them alone.
find "$root/tests" -name '*.[ch]' ! -path '*/node_modules/*' -exec grep -ohE '\w+' {} + | sort -u >"$work/tested"
comm -23 "$work/external" "$work/used" | comm -23 - "$work/tested" >"$work/idle"
[ "$(wc -l <"$work/external")" -gt 500 ] || echo "only $(wc -l <"$work/external") symbols were found" >"$work/idle"
verdict "external and used by another file" "$work/idle"

grep -E ' U (socket|connect|getaddrinfo|gethostbyname|bind|listen|curl_\w+)$' "$work/all" >"$work/network"
verdict "no network" "$work/network"
grep -E ' U (system|popen|exec[a-z]+|posix_spawnp?)$' "$work/all" | grep -vE ':(printer|word)\.o:' >"$work/programs"
verdict "no other program but lp and pandoc" "$work/programs"
exit $failed
