#!/usr/bin/env bash
# Who may include whom, as the tables of generator/README.md say; no circle between folders; and who may see numbers that are not
# withheld yet, what stays between employee and leader, or what a leader delivers.
set -u
cd "$(dirname "$0")/../../generator" || exit 1
failed=0

result() {  # NAME REASON: passed where there is no reason
    if [ -z "$2" ]; then echo "ok layers $1"; return; fi
    echo "FAIL layers $1"
    sed 's/^/    /' <<<"$2"
    failed=1
}

# "folder header file:line" of each include of our own; folder is main.c for that file.
includes=$(grep -rnE '^#include "' . --include='*.[ch]' |
    sed -E 's#^\./(([^/:]+)[^:]*:[0-9]+):\#include "([^"]+)".*#\2 \3 generator/\1#')
[ "$(wc -l <<<"$includes")" -gt 500 ] || result includes "next to none were found"

# ---- The first table: folders

table() {  # HEADING: of each row under it, what is in the first cell and in the last
    awk -F'|' -v heading=" $1 " '
        $2 == heading { inside = 1; next }
        inside && NF < 3 { exit }
        inside && $2 !~ /^-/ {
            first = $2; last = $(NF - 1)
            gsub(/[` ]/, "", first); gsub(/\([^)]*\)/, "", last); gsub(/[ ,]+/, " ", last)
            print first last
        }' README.md
}

rows=$(table Folder | sed 's#/ # #')
result 'a row for each folder' "$(diff <(ls -d */ main.c | tr -d / | sort) <(cut -d' ' -f1 <<<"$rows" | sort) | grep '^[<>]' |
    sed 's/^</no row in generator\/README.md:/; s/^>/no such folder:/')"

while read -r folder allowed; do
    bad=$(awk -v folder="$folder" -v allowed="$folder $allowed" '
        BEGIN { n = split(allowed, list, " ") }
        $1 == folder {
            name = $2; sub(/\.h$/, "", name); top = $2; sub(/\/.*/, "", top); found = 0
            for (i = 1; i <= n; i++) if (list[i] == top || list[i] == name) { found = 1; used[i] = 1 }
            if (!found) print $3 ": includes " $2
        }
        END { for (i = 2; i <= n; i++) if (!used[i]) print "includes nothing of " list[i] ": take it out of the table" }' <<<"$includes")
    result "$folder" "$bad"
done <<<"$rows"

# Folders in folders, too: compose/values is another one than compose.
result 'no circle between folders' "$(awk '{
        from = $3; sub(/^generator\//, "", from); sub(/\/?[^\/]*$/, "", from)
        to = $2; sub(/\/[^\/]*$/, "", to)
        if (from != to) print (from == "" ? "main.c" : from), to
    }' <<<"$includes" | sort -u | tsort 2>&1 >/dev/null)"

# ---- The second table: libraries

libraries=$(table Header)
[ "$(grep -c . <<<"$libraries")" -gt 10 ] || result libraries "README.md's table was not found"
while read -r header folders; do
    grep -rqF "#include <$header" . --include='*.[ch]' || result "<$header>" "nobody includes it: take it out of the table"
    result "<$header>" "$(grep -rnF "#include <$header" . --include='*.[ch]' | grep -vE "^\./(${folders// /|})/")"
done <<<"$libraries"

named=$(awk -F'|' '$2 == " Header " { inside = 1; next } inside && NF < 3 { exit } inside && $2 !~ /^-/ { gsub(/^ | $/, "", $3); print $3 }' README.md)
result 'a licence for each library' "$(while read -r library; do
    sed -n '/^## Licence/,$p' ../README.md | grep -qiwF "$library" || echo "README.md's licences do not name $library"
done <<<"$named")"

# ---- Paths in README.md

# What stands for a name, such as NAME or LANG, stands for any.
paths=$(grep -oE '`[a-z_]+/[A-Za-z_*/.-]*`' README.md | tr -d '`' | sort -u)
[ "$(grep -c . <<<"$paths")" -gt 50 ] || result paths "README.md's paths were not found"
gone=
for path in $paths; do
    pattern=$(sed -E 's/[A-Z]+/*/g' <<<"$path")
    compgen -G "$pattern" >/dev/null || compgen -G "$pattern.h" >/dev/null || compgen -G "../$pattern" >/dev/null ||
        [[ $path == @(qpdf/|nettle/|libical/|folder/stem) ]] || gone+="no such file: $path"$'\n'
done
result "paths in README.md" "${gone%$'\n'}"

# ---- What nobody else may see

# Numbers that are not withheld yet: only those who count and withhold them see them. commands/publish.c brings the two together.
result figures.h "$(awk '$2 ~ /^(model|figures)\/figures\.h$/ && $1 != "figures" &&
    $3 !~ /^generator\/(commands\/publish\.c|model\/figures\.[ch]):/ {print $3 ": includes " $2}' <<<"$includes")"

# What stays between employee and leader: its reader, the one who gives it out and the dump of a cycle know what is in it.
result between_us.h "$(diff <(printf '%s\n' compose/values/between_us.c model/cycle_dump.c read/schema.c) \
    <(awk '$2 == "model/between_us.h" {sub(/^generator\//, "", $3); sub(/:.*/, "", $3); print $3}' <<<"$includes" | sort) | grep '^[<>]'
    grep -rnE 'struct between_us \{' . --include='*.[ch]' | grep -v '^./model/between_us.h:'
    [ "$(grep -c 'FIELD_BETWEEN_US' read/plan.c)" -ge "$(grep -c ', BETWEEN_US' model/record.c)" ] ||
        echo "model/record.c has a row for the two that read/plan.c does not read as FIELD_BETWEEN_US")"

# What is delivered to HR: no text can be in it, and whoever writes it down sees nothing else.
result delivered "$(
    sed -nE '/^struct delivered(_id|_person)? \{/,/^\};/p' model/delivered.h | grep -nE 'char *\*|void *\*|(plan|person|node|source|goal) *\*' |
        grep -v 'struct delivered_person \*people'
    grep -hE '^#include' model/delivered.h model/delivered.c leader/delivered_tree.[ch] |
        grep -vE '<(assert|stdbool|stddef|string)\.h>|"(base/ascii|base/date|base/translate|model/delivered|leader/delivered_tree|model/node)\.h"'
    fields=$(sed -n '/^struct delivered_person {/,/^};/p' model/delivered.h | grep -c 'struct date')
    [ "$fields" -ge 4 ] || echo "only $fields dates were found in struct delivered_person")"
exit $failed
