#!/bin/bash
# Batches through a real cupsd of our own, on a socket in a scratch folder, to a printer that is a file: what arrives is what
# was made, byte for byte and in order, and CUPS has understood the options. Needs root, as cupsd does.
set -u
PATH=$PATH:/usr/sbin
root=$(cd "$(dirname "$0")/../.." && pwd)
samtale=$(realpath "${SAMTALE:-$root/build/samtale}")
work=$(mktemp -d /tmp/samtale-cups.XXXXXX)
cupsd=
finish() { [ -z "$cupsd" ] || { kill "$cupsd" 2>/dev/null; wait "$cupsd"; }; rm -rf "$work"; }
trap finish EXIT
failed=0
ok() { echo "ok cups/$1"; }
fail() { echo "FAIL cups/$1: $2"; failed=1; }

chmod 755 "$work"
mkdir "$work"/{spool,cache,state,temp,paper}
cat >"$work/cups-files.conf" <<END
ServerRoot $work
RequestRoot $work/spool
CacheDir $work/cache
StateDir $work/state
TempDir $work/temp
AccessLog $work/access_log
ErrorLog $work/error_log
PageLog $work/page_log
FileDevice Yes
SystemGroup root
END
cat >"$work/cupsd.conf" <<END
Listen $work/socket
WebInterface No
Browsing No
LogLevel debug
PreserveJobHistory Yes
DirtyCleanInterval 0
PreserveJobFiles Yes
<Location />
  Order deny,allow
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
END
cat >"$work/copier.ppd" <<END
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "COPIER.PPD"
*Product: "(Copier)"
*Manufacturer: "Test"
*ModelName: "Copier"
*ShortNickName: "Copier"
*NickName: "Copier"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "1"
*cupsFilter2: "application/pdf application/pdf 0 $work/filter"
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
END
printf '#!/bin/sh\nexec cat ${6:+"$6"}\n' >"$work/filter"
chmod 755 "$work/filter"
export CUPS_SERVER=$work/socket
cupsd -f -c "$work/cupsd.conf" -s "$work/cups-files.conf" >"$work/said" 2>&1 &
cupsd=$!
for _ in $(seq 100); do lpstat -r 2>/dev/null | grep -q 'is running' && break; sleep 0.1; done
if ! lpstat -r | grep -q 'is running'; then fail start "cupsd does not run: $(cat "$work/said" "$work/error_log" 2>/dev/null | tail -3)"; exit 1; fi
if ! lpadmin -p Copier -E -v "file:$work/paper/out" -P "$work/copier.ppd" >"$work/said" 2>&1 || ! lpstat -v Copier >/dev/null; then
    fail printer "$(tail -1 "$work/said")"; exit 1
fi

done_with() {  # N: waits until so many jobs are done
    for _ in $(seq 200); do [ "$(lpstat -W completed -o Copier | wc -l)" -ge "$1" ] && return; sleep 0.1; done
    fail jobs "$(lpstat -W completed -o Copier | wc -l) jobs are done, not $1: $(tail -2 "$work/error_log")"
}

print() { "$samtale" -C "$root/samples/nordlia" print --unit oppvekst --out "$work/out" --printer Copier "$@" >"$work/said" 2>&1; }

print --duplex short --pin 4711 -o InputSlot=Tray3 || fail send "$(cat "$work/said")"
files=$(find "$work/out/2027/print" -name '*.pdf' | wc -l)
[ "$files" -ge 4 ] || fail send "only $files batches"
done_with "$files"
number=0
while IFS=$'\t' read -r sha pages printer path job; do
    number=$((number + 1)) last=$path
    spooled=$(printf '%s/spool/d%05d-001' "$work" "${job#Copier-}")
    [ "$(sha256sum <"$spooled")" = "$(sha256sum <"$work/out/2027/$path")" ] && [ "$(sha256sum <"$spooled")" = "$sha  -" ] ||
        fail bytes "job $job is not $path"
    [ "$pages,$printer,${job#Copier-}" = "all,Copier,$number" ] || fail record "job $number is written down as $pages, $printer, $job"
    control=$(printf '%s/spool/c%05d' "$work" "$number")
    for word in two-sided-short-edge InputSlot Tray3 "$path"; do
        strings "$control" | grep -qF "$word" || fail options "CUPS does not know $word of job $number"
    done
    grep -q "Job $number\] argv\[5\]=.*job-password=4711" "$work/error_log" || fail pin "the printer does not get the PIN of job $number"
done <"$work/out/2027/print/sent"
[ "$number" = "$files" ] && ok "$files batches arrive whole and in order" || fail record "$number jobs for $files batches"
if cmp -s "$work/paper/out" "$work/out/2027/$last"; then ok "the printer has the last one"; else fail paper "what was printed is not $last"; fi
[ "$failed" = 0 ] && ok options

print && grep -q 'sent before' "$work/said" && [ "$(lpstat -W all -o Copier | wc -l)" = "$files" ] && ok "nothing twice" ||
    fail twice "$(cat "$work/said")"

"$samtale" -C "$root/samples/nordlia" print --cover --leader e1403 --out "$work/out" --printer Copier --staple >"$work/said" 2>&1 || fail staple "$(cat "$work/said")"
jobs=$(grep '/e1403.pdf' "$work/out/2027/print/sent" | grep -cv $'\tall\t')
done_with $((files + jobs))
range=$(grep '/e1403.pdf' "$work/out/2027/print/sent" | tail -1 | cut -f2)
control=$(printf '%s/spool/c%05d' "$work" $((files + jobs)))
[ "$jobs" -ge 3 ] && strings "$control" | grep -q finishings && strings "$control" | grep -q page-ranges &&
    ok "a stapled job for each of $jobs, the last of pages $range" || fail staple "$jobs jobs: $(strings "$control" | tr '\n' ' ')"

"$samtale" -C "$root/samples/nordlia" print --leader e1403 --out "$work/out" --printer Nowhere >"$work/said" 2>&1
status=$?
[ $status = 3 ] && grep -q 'was not sent to the printer Nowhere: ' "$work/said" && ok "no such printer: $(grep -o 'Nowhere: .*' "$work/said" | head -1)" ||
    fail nowhere "exit $status: $(cat "$work/said")"
exit $failed
