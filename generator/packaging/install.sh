#!/bin/sh
# Installs what has been built, or removes what was installed. `make install` and `make uninstall` call it, with the folders of
# GNU's conventions in the environment: DESTDIR PREFIX DATADIR MANDIR DOCDIR COMPLETIONDIR; BUILD is where the build is.
# What is installed is listed in DATADIR/installed: uninstall removes exactly that, and a new version what it no longer has.
# usage: install.sh install | uninstall
set -eu
cd "$(dirname "$0")/../.."
umask 022
export LC_ALL=C  # how lists are sorted
installed=$DESTDIR$DATADIR/installed

below() {  # MODE TARGET FOLDER [find's conditions]: each file of a folder, where there is one, below TARGET
    mode=$1 target=$2 folder=$3
    shift 3
    [ -d "$folder" ] || return 0
    (cd "$folder" && find . "$@" -type f -print | sort) | while read -r file; do
        echo "$mode $folder/${file#./} $target/${file#./}"
    done
}

files() {  # "MODE SOURCE TARGET" of each file
    echo "755 $BUILD/samtale $PREFIX/bin/samtale"
    echo "644 fonts/fonts.yaml $DATADIR/fonts/fonts.yaml"
    below 644 "$DATADIR/templates" templates ! -path ./README.md
    below 644 "$DATADIR/init" init
    below 644 "$DATADIR/locale" "$BUILD/locale"
    below 644 "$DATADIR/schemas" "$BUILD/schemas" ! -name .made
    echo "644 generator/export/summary.schema.json $DATADIR/summary.schema.json"
    below 644 "$MANDIR" "$BUILD/man" ! -name .made
    below 644 "$COMPLETIONDIR" "$BUILD/completion"
    # documents keep their places, so that links between them lead somewhere; papers that somebody has made there stay behind
    below 644 "$DOCDIR/samples" samples ! -path './*/out/*' ! -path ./pictures/make
    for file in templates/README.md generator/export/summary.schema.json CHANGELOG.md SECURITY.md LICENSE; do
        echo "644 $file $DOCDIR/$file"
    done
}

make_folders() {  # FOLDER: those that were missing are said, with a / at their end
    [ -d "$DESTDIR$1" ] && return 0
    case $1 in */*) make_folders "${1%/*}" ;; esac
    mkdir -p "$DESTDIR$1"
    echo "$1/"
}

remove() {  # each file and folder that is named, if it is empty: the deepest first
    sort -r | while read -r name; do
        case $name in
        */) rmdir "$DESTDIR$name" 2>/dev/null || true ;;
        *) rm -f "$DESTDIR$name" ;;
        esac
    done
}

install_all() {
    lists=$(mktemp -d)
    trap 'rm -rf "$lists"' EXIT
    if [ -f "$installed" ]; then sort "$installed"; fi >"$lists/old"
    grep '/$' "$lists/old" >"$lists/now" || true  # folders that an earlier version made are ours, too
    make_folders "$DATADIR" >>"$lists/now"
    echo "$DATADIR/installed" >>"$lists/now"
    files | while read -r mode source target; do
        make_folders "${target%/*}"
        install -m "$mode" "$source" "$DESTDIR$target"
        echo "$target"
    done >>"$lists/now"
    sort -u "$lists/now" >"$lists/new"
    comm -23 "$lists/old" "$lists/new" | remove
    [ -f "$installed" ] || find "$DESTDIR$DATADIR" -type f | while read -r file; do echo "${file#"$DESTDIR"}"; done | sort | comm -23 - "$lists/new" |
        sed 's/$/: not of this version. Remove it if it is not yours: a template there is used./'
    install -m 644 "$lists/new" "$installed"
    echo "installed $(grep -c '[^/]$' "$installed") files below $DESTDIR$PREFIX"
}

may_write() {  # FOLDER: the nearest one that is there; else what to do is said
    folder=$DESTDIR$1
    while [ ! -e "$folder" ]; do
        case $folder in
        /*/*) folder=${folder%/*} ;;
        /*) folder=/ ;;
        */*) folder=${folder%/*} ;;
        *) folder=. ;;
        esac
    done
    [ -w "$folder" ] && return 0
    echo "$folder cannot be written to: use sudo, or a PREFIX of your own, such as make install PREFIX=\$HOME/.local" >&2
    return 1
}

for folder in "$PREFIX/bin" "$DATADIR"; do may_write "$folder" || exit 1; done
case $1 in
install) install_all ;;
uninstall)
    if [ -f "$installed" ]; then cat "$installed"; else files | cut -d' ' -f3; fi | remove
    ;;
esac
