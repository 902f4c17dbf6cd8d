#!/usr/bin/env bash
# No key is read that help does not know: each table of fields in generator/read is in a list of tables, and each such list is one of
# help's files. tests/unit/test_keys.c compares the tables with what is explained.
set -u
cd "$(dirname "$0")/../../generator/read" || exit 1
failed=0

verdict() {  # NAME WHAT: there is nothing of it
    if [ -z "$2" ]; then echo "ok keys $1"; return; fi
    echo "FAIL keys $1"
    sed 's/^/    /' <<<"$2"
    failed=1
}

# fonts.yaml is the program's own.
tables=$(grep -oE '\bstruct field \w+\[' ./*.c ./*/*.c | grep -v '^\./fonts\.c:' | sed -E 's#^\./(.*):struct field (\w+)\[#\1 \2#')
[ "$(wc -l <<<"$tables")" -gt 30 ] || verdict tables "next to none were found"
verdict "each table of fields is one that help knows" "$(while read -r file table; do
    where=$file
    # the two that one map is read by, which help shows as resolve_leader_fields
    [[ $table == outsider_fields || $table == insider_fields ]] && continue
    [[ $table == schema_* || $table == resolve_* ]] && where="settings.c org.c"  # they are not static
    # shellcheck disable=SC2086
    grep -qE "SCHEMA_TABLE(_EITHER)?\(\"[^\"]*\", $table[,)]" $where || echo "$file: $table"
done <<<"$tables")"
verdict "each list of tables is a file of help's" "$(grep -ohE '^const struct schema_table \w+\[' ./*.c ./*/*.c | sed 's/.* //; s/\[//' |
    while read -r list; do grep -qE "\.tables = $list\b" keys/*.c || echo "$list"; done)"
verdict "each file of help's is listed" "$(grep -ohE '^const struct keys_file \w+' keys/*.c | sed 's/.* //' |
    while read -r file; do sed -n '/keys_files\[\] = {/,/};/p' keys/keys.c | grep -qw "&$file" || echo "$file"; done)"

# What a schema does not read, and what it does: a key that is only looked for is in a table, too.
looked_for=$(grep -ohE 'node_(get|text|get_key)\([^,()]+, "[^"]+"\)' ./*.c | sed -E 's/.*"([^"]+)"\)/\1/' | sort -u)
[ "$(wc -l <<<"$looked_for")" -gt 10 ] || verdict "keys that are looked for" "next to none were found"
verdict "each key that is looked for is in a table" "$(while read -r key; do
    grep -qE "\.key = \"$key\"|COUNT_FIELD\(\"$key\"" ./*.c || echo "$key"
done <<<"$looked_for")"
exit $failed
