#!/usr/bin/env bash
# Who may include whom: the table of generator/README.md, and foreign headers in one folder each.
set -u
cd "$(dirname "$0")/../../generator"
failed=0

only() {  # FOLDER REGEX: every "…" include in FOLDER matches
    local bad
    bad=$(grep -rnE '^#include "' "$1" --include='*.[ch]' | grep -vE "#include \"($2)\"")
    if [ -n "$bad" ]; then echo "FAIL layers $1: includes what it may not"; echo "$bad" | sed 's/^/    /'; failed=1; else echo "ok layers $1"; fi
}

only base 'base/.*'
only model '(base|model)/.*'
only yaml '(base|yaml)/.*|model/(node|changes)\.h'
only read '(base|model|yaml|read)/.*'
only compose '(base|compose)/.*|model/(cycle|coverage|deadline|doc|node|template|record|chart|published|print)\.h'
# Inside compose/ each folder includes itself and those before it; its own files, which stand above all of them, are included by none.
below='base/.*|model/.*'
for folder in words values syntax form report blocks; do
    below="$below|compose/$folder/.*"
    only compose/$folder "$below"
done
only type '(base|type)/.*|model/(fonts|paper)\.h'
only layout '(base|layout)/.*|model/(doc|chart|paper|fonts)\.h|type/type\.h'
only pdf '(base|pdf)/.*|model/(paper|fonts)\.h|type/type\.h'
only figures '(base|figures)/.*|model/(figures|published|coverage|cycle|delivered|answer)\.h'
only leader '(base|leader)/.*|model/(cycle|coverage|delivered|node|record)\.h'
only collect '(base|collect|model)/.*|compose/compose\.h|leader/delivered_tree\.h'
only calendar '(base|calendar)/.*|model/cycle\.h'
only status '(base|status)/.*|model/(cycle|coverage)\.h'
only export '(base|export)/.*|model/(cycle|coverage|published)\.h'
only cli '(base|cli)/.*|model/cycle\.h'
only output '(base|cli|output)/.*|model/cycle\.h'

foreign() {  # HEADER REGEX OF FOLDERS
    local bad
    bad=$(grep -nE "^#include <$1" -r . | grep -vE "^\./($2)/")
    if [ -n "$bad" ]; then echo "FAIL layers <$1>: stays in $2"; echo "$bad" | sed 's/^/    /'; failed=1; else echo "ok layers <$1>"; fi
}

# Numbers that are not withheld yet: only those who count and withhold them see them. commands/summaries.c brings the two together.
bad=$(grep -nE '^#include "(model|figures)/figures\.h"' -r . | grep -vE '^\./(figures/|commands/summaries\.c:|model/figures\.[ch]:)')
if [ -n "$bad" ]; then echo "FAIL layers figures.h: stays in figures and the command"; echo "$bad" | sed 's/^/    /'; failed=1
else echo "ok layers figures.h"; fi

# What is delivered to HR: no text can be in it, and whoever writes it down sees nothing else.
bad=$(sed -nE '/^struct delivered(_id|_person)? \{/,/^\};/p' model/delivered.h | grep -nE 'char *\*|void *\*|(plan|person|node|source|goal) *\*' | grep -v 'struct delivered_person \*people'
      grep -hE '^#include' model/delivered.h model/delivered.c leader/delivered_tree.[ch] | grep -vE '<(stdbool|stddef|string)\.h>|"(base/ascii|base/date|model/delivered|leader/delivered_tree|model/node)\.h"')
fields=$(sed -n '/^struct delivered_person {/,/^};/p' model/delivered.h | grep -c 'struct date')
if [ -n "$bad" ] || [ "$fields" -lt 4 ]; then echo "FAIL layers delivered: ids, days and numbers only"; echo "$bad" | sed 's/^/    /'; failed=1
else echo "ok layers delivered"; fi

foreign 'yaml\.h' yaml
foreign 'cmark\.h' read
foreign 'png\.h' read
foreign 'hb' type
foreign 'hyphen\.h' layout
foreign 'linebreak\.h' layout
foreign 'hpdf' pdf
foreign 'libdeflate\.h' 'pdf|type|read'
foreign 'utf8proc\.h' base
foreign 'jansson\.h' 'collect|output|status'
foreign 'nettle/' 'output|run|collect|calendar|pdf|type'
foreign 'libical/' calendar
foreign 'qpdf/' read
foreign 'expat\.h' read
exit $failed
