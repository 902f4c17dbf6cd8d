#!/bin/bash
# The sample is clean and whole: `samtale check` finds nothing wrong with it, everyone who is due gets a pack, and each kind of
# untidiness that FORMATS.md allows of an organisation occurs in it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath -m "${SAMTALE:-$root/build/samtale}")
sample=$root/samples/nordlia
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

ok() { echo "ok sample/$1"; }
fail() { echo "FAIL sample/$1: $2"; status=1; }

got=0
LANGUAGE=en "$samtale" -C "$sample" check >"$work/said" 2>&1 || got=$?
if [ $got != 0 ] || ! grep -qx '[0-9]* people, [0-9]* units, [0-9]* waves: 0 errors, 0 warnings' "$work/said" || [ "$(wc -l <"$work/said")" != 1 ]; then fail check "exit status $got, and it says: $(head -1 "$work/said")"; else ok check; fi

got=0
"$samtale" -C "$sample" packs --out "$work/out" 2>"$work/said" >/dev/null || got=$?
if [ $got != 0 ] || [ -s "$work/said" ]; then fail packs "exit status $got, and it says: $(head -1 "$work/said")"; else ok packs; fi

people=$(grep -c -- '- { id: e[0-9]' "$sample/org.yaml")
due=$((people - $(grep -c 'not-needed\|away:' "$sample/org.yaml")))
made=$(find "$work/out/2027/packs" -name '*.pdf' | wc -l)
if [ "$made" = "$due" ]; then ok due; else fail due "$made packs for $due people"; fi

while read -r what pattern; do
    if grep -qE -- "$pattern" "$sample/org.yaml"; then ok "has-$what"
    else fail "has-$what" "nothing in org.yaml is like /$pattern/"; fi
done <<'ROWS'
acting-leader acting: \{ id: e[0-9]+, from: .*, to:
leader-outside-the-line leader: e[0-9]+[, ]
leader-outside-the-chart leader: \{ name:
another-holds-the-conversation conversation: \{ by: e[0-9]+
two-positions also: \[\{ unit:
away-and-back away: \{ from: [-0-9]+, to:
away-until-further-notice away: \{ from: [-0-9]+ \}
joining from: 2027-0[4-8]-[0-9]+ \}
leaving to: 2027-[-0-9]+ \}
no-conversation-due conversation: not-needed
large-print print: large
nynorsk language: nn
english language: en
briefing briefing: \{ at:
ROWS
two=$(grep -E '^ +leader: e[0-9]+$' "$sample/org.yaml" | tr -d ' ' | sort | uniq -d)
if [ -n "$two" ]; then ok has-leader-of-two-units; else fail has-leader-of-two-units "nobody leads two units"; fi
units=$(grep -c '^ *\(- \)\?id: ' "$sample/org.yaml")
staffed=$(grep -c '^ *employees:' "$sample/org.yaml")
if [ "$units" = 8 ] && [ "$staffed" -lt 8 ]; then ok has-unit-without-people
else fail has-unit-without-people "$staffed of $units units have people"; fi
exit $status
