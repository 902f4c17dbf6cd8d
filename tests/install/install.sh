#!/bin/bash
# make install, uninstall and install again over an older version: what is installed works without the source, from any folder and
# for anybody, and what is removed is exactly what was installed.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$(realpath "${BUILD:-build}")
work=$(mktemp -d /tmp/samtale-install.XXXXXX)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
failed=0
verdict() {  # NAME REASON: passed where there is no reason
    if [ -z "$2" ]; then echo "ok install/$1"; else echo "FAIL install/$1: ${2:0:1500}"; failed=1; fi
}
data=/usr/share/samtale doc=/usr/share/doc/samtale
installing() {  # install | uninstall, into stage/
    (umask 077 && BUILD=$build DESTDIR="$work/a stage" PREFIX=/usr DATADIR=$data MANDIR=/usr/share/man DOCDIR=$doc \
        COMPLETIONDIR=/usr/share/bash-completion/completions generator/packaging/install.sh "$@") 2>&1
}
stage="$work/a stage"
there() { (cd "$stage" && find . | sort); }

# What `make install` says to the script, and that it builds everything first.
verdict "make install calls the script" "$(make -n install uninstall BUILD="$build" DESTDIR=/d PREFIX=/p 2>&1 | tr -s ' \\\n' ' ' >"$work/said"
    for what in "DESTDIR='/d' PREFIX='/p' DATADIR='/p/share/samtale' MANDIR='/p/share/man' DOCDIR='/p/share/doc/samtale'" \
        "COMPLETIONDIR='/p/share/bash-completion/completions' generator/packaging/install.sh install" "install.sh uninstall"; do
        grep -qF "$what" "$work/said" || echo "it does not say $what"
    done)"

mkdir -p "$stage/usr/share/man" "$stage$data"
echo mine >"$stage$data/mine.md"
mkdir -p "$stage/usr/bin"
cp /usr/bin/locale "$stage/usr/bin/locale"  # of glibc; it has the name of a folder of ours
before=$(there)
verdict "names what an older version left" "$(installing install | grep -qF "$data/mine.md: not of this version" || echo "it does not")"

# ---- What is there

verdict "templates, init, fonts, samples" "$({ find templates init -type f ! -path templates/README.md | sed "s|^|$data/|"; echo $data/fonts/fonts.yaml
    git ls-files samples | grep -v pictures/make | sed "s|^|$doc/|"; echo $data/locale/nb/LC_MESSAGES/samtale.mo; } |
    while read -r file; do [ -s "$stage$file" ] || echo "$file is missing"; done)"
verdict "what was built besides" "$(cd "$build" && for folder in schemas:$data/schemas man:/usr/share/man completion:/usr/share/bash-completion/completions; do
    find "${folder%%:*}" -type f ! -name '.*' 2>/dev/null | while read -r file; do
        [ -s "$stage${folder#*:}/${file#*/}" ] || echo "$file is missing"
    done
done)"
verdict "nothing hidden but what init writes" "$(find "$stage" -name '.*' ! -path "$stage$data/init/*")"
verdict "manual pages alone are where manual pages are" "$(find "$stage/usr/share/man" -type f ! -path '*/man[15]/*.[15]')"
verdict "everybody can read it" "$(find "$stage/usr" \( -type d ! -perm 755 -o -type f ! -perm 644 ! -path '*/bin/*' \) ! -name mine.md | head
    [ "$(stat -c %a "$stage/usr/bin/samtale")" = 755 ] || echo "bin/samtale is not executable")"
verdict "links between documents lead somewhere" "$(find "$stage$doc" -name '*.md' ! -path '*/priorities/*' ! -path '*/nordlia/*' | while read -r file; do
    grep -oP '\]\(\K[^)#:]+(?=[)#])' "$file" | while read -r link; do
        [ -e "$(dirname "$file")/$link" ] || echo "${file#"$stage"}: $link"
    done
done)"

# ---- It works without the source: in a folder of somebody who is not root, and whose home is empty

mkdir "$work/home"
chmod -R go=rX "$stage"
ordinary=()
if [ "$(id -u)" = 0 ]; then
    chown 12345:12345 "$work/home"
    ordinary=(setpriv --reuid 12345 --regid 12345 --clear-groups)
fi
used() { (cd "$work/home" && "${ordinary[@]}" env -i HOME="$work/home" PATH="$stage/usr/bin:/usr/bin:/bin" LANG=C.UTF-8 samtale "$@" 2>&1); }
said=$(used init kommune --language nb && used -C kommune packs && used -C kommune forms follow-up && used -C kommune print)
verdict "init, packs, forms, print" "$([ -n "$(find "$work/home/kommune/out" -path '*/packs/*.pdf' | head -1)" ] || echo "no papers: $said")"
echo broken >"$stage$data/templates/nb/broken.md"
verdict "with the installed templates" "$(used -C kommune check | grep -qF "$stage$data/templates/nb/broken.md:1:1: error" || echo "it says: $(used -C kommune check)")"
rm "$stage$data/templates/nb/broken.md"
verdict "speaks bokmål" "$(used --lang nb -C kommune check | grep -q '0 feil' || echo "it says: $(used --lang nb -C kommune check)")"
verdict "the samples" "$(cp -r "$stage$doc/samples/nordlia" "$work/nordlia" && "$stage/usr/bin/samtale" -C "$work/nordlia" check 2>&1 | grep -q ' 0 errors' || echo "they do not pass check")"

verdict "somebody who may not is told so, and nothing is changed" "$(there >"$work/then"; chmod u-w "$stage/usr/bin" "$stage$data"; for verb in install uninstall; do
        (cd "$work/home" && "${ordinary[@]}" env BUILD="$build" DESTDIR="$stage" PREFIX=/usr DATADIR=$data MANDIR=/usr/share/man DOCDIR=$doc \
            COMPLETIONDIR=/usr/share/bash-completion/completions "$OLDPWD/generator/packaging/install.sh" $verb) >"$work/said" 2>&1 && echo "$verb succeeds"
        grep -qF 'use sudo, or a PREFIX of your own' "$work/said" || echo "$verb says: $(cat "$work/said")"
    done; chmod u+w "$stage/usr/bin" "$stage$data"; there | diff "$work/then" -)"

# ---- Another version, and none

list="$stage$data/installed"
echo "$data/templates/nb/gone.md" >>"$list"
echo old >"$stage$data/templates/nb/gone.md"
said=$(installing install)
verdict "a new version removes what it no longer has" "$([ ! -e "$stage$data/templates/nb/gone.md" ] || echo "gone.md is still there: $said")"
verdict "and leaves what is not its own" "$([ "$(cat "$stage$data/mine.md")" = mine ] || echo "mine.md is gone"; grep -o 'mine.md' <<<"$said")"
installing uninstall >/dev/null
verdict "uninstall removes exactly that" "$(diff <(echo "$before") <(there))"
installing install >/dev/null
rm "$list"
installing uninstall >/dev/null
verdict "uninstall without the list removes every file" "$(diff <(echo "$before" | grep -e '\.md$' -e /locale) <(cd "$stage" && find . -type f | sort))"
exit $failed
