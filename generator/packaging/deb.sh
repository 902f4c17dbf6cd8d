#!/bin/bash
# Builds BUILD/samtale_VERSION_ARCHITECTURE.deb with dpkg-deb alone; `make deb` calls it. Libraries have other names in each
# release of Debian, so that a package is for the release that it was built on, and its version ends in that.
# The same source gives the same bytes: every date is SOURCE_DATE_EPOCH, or else the last commit's, or CHANGELOG.md's.
# In the environment: BUILD, VERSION, and NEEDED, the packages of data (fonts, hyphenation) that samtale reads.
set -euo pipefail
cd "$(dirname "$0")/../.."
umask 022
export LC_ALL=C
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH
version=$VERSION-1~deb$(. /etc/os-release && echo "${VERSION_ID:-0}")
maintainer="The samtale authors <samtale@example.org>"
architecture=$(dpkg --print-architecture)
work=$(realpath -m "$BUILD")/deb
root=$work/root
packaging=$PWD/generator/packaging
rm -rf "$root" "$work/debian"
mkdir -p "$root/DEBIAN" "$work/debian"

# ---- What is in it: what `make install` installs, built with Debian's flags

export DEB_BUILD_MAINT_OPTIONS=hardening=+all
for flags in CFLAGS CPPFLAGS LDFLAGS; do declare -x $flags="$(dpkg-buildflags --get $flags)"; done
unset MAKEFLAGS MFLAGS MAKELEVEL
make -s -j"$(nproc)" BUILD="$work/build" PREFIX=/usr DESTDIR="$root" \
    DATADIR=/usr/share/samtale MANDIR=/usr/share/man DOCDIR=/usr/share/doc/samtale \
    COMPLETIONDIR=/usr/share/bash-completion/completions install
strip --remove-section=.comment --remove-section=.note "$root/usr/bin/samtale"
rm "$root/usr/share/samtale/installed"  # dpkg keeps that list
doc=$root/usr/share/doc/samtale
rm "$doc/LICENSE"  # is in the copyright file
gzip -9n <"$doc/CHANGELOG.md" >"$doc/changelog.gz"
rm "$doc/CHANGELOG.md"
install -m 644 generator/packaging/copyright "$doc/copyright"
gzip -9n <<END >"$doc/changelog.Debian.gz"
samtale ($version) stable; urgency=medium

  * Built from the source of $VERSION; what is new is in changelog.gz.

 -- $maintainer  $(date -uRd "@$SOURCE_DATE_EPOCH")
END
if [ -d "$root/usr/share/man" ]; then find "$root/usr/share/man" -type f ! -name '*.gz' -exec gzip -9n {} +; fi

# ---- What dpkg wants to know of it

printf 'Source: samtale\n\nPackage: samtale\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/samtale 2>"$work/shlibdeps.log" | sed -n 's/^shlibs:Depends=//p')
[ -n "$libraries" ] || { cat "$work/shlibdeps.log" >&2; exit 1; }
cat >"$root/DEBIAN/control" <<END
Package: samtale
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Section: text
Priority: optional
Installed-Size: $(du -k -s --apparent-size "$root/usr" | cut -f1)
Depends: $libraries, ${NEEDED// /, }
Suggests: bash-completion, cups-client, pandoc
$(cat "$packaging/description")
END
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"

dpkg-deb --root-owner-group -Zxz --build "$root" "$BUILD/samtale_${version}_$architecture.deb"
