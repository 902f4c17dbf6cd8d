#!/bin/bash
# What the words of the same packs cost other programs, without tags, fields and headers: a line a peer, with its name, papers,
# CPU seconds and bytes. Fails when one of them is not there or fails.
#     tests/bench/peers/run.sh CYCLE WORK
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
samtale=$(realpath "${SAMTALE:?}")
cycle=$1 work=$2
mkdir -p "$work/out"
"$samtale" -C "$cycle" packs --unit u0003 --dump doc | /usr/bin/python3 "$here/blocks.py" >"$work/blocks"
"${CC:-cc}" -O2 -D_GNU_SOURCE -o "$work/pango" "$here/pango.c" $(pkg-config --cflags --libs pangocairo cairo)
typst=$(cd "$here" && node typst.mjs "$work/blocks" "$work/out")
weasyprint=$(/usr/bin/python3 "$here/weasyprint.py" "$work/blocks" "$work/out")
pango=$("$work/pango" "$work/blocks" "$work/out")
printf 'Typst %s\nWeasyPrint %s\nPango/Cairo %s\n' "$typst" "$weasyprint" "$pango"
