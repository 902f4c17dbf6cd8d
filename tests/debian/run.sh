#!/bin/bash
# The package in clean roots of Debian 12 and 13: built there by an ordinary user, twice, with the same bytes; lintian has nothing
# to say; it is installed, makes papers for somebody whose home is empty, and a purge leaves nothing. Needs root and the network.
# usage: SUITES="bookworm trixie" run.sh
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d /var/tmp/samtale-debian.XXXXXX)
trap 'rm -rf --one-file-system "$work"' EXIT
chmod 755 "$work"
failed=0
verdict() {  # NAME REASON: passed where there is no reason
    if [ -z "$2" ]; then echo "ok debian/$suite/$1"; else echo "FAIL debian/$suite/$1: $(tail -c 3000 <<<"$2")"; failed=1; fi
}

inside() {  # ROOT COMMAND: as root; nothing that it starts stays
    unshare --mount --pid --fork --mount-proc="$1/proc" chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive sh -c "$2" 2>&1
}
as_user() {  # ROOT COMMAND: as somebody with a home that was empty
    unshare --mount --pid --fork --mount-proc="$1/proc" chroot --userspec=hr:hr "$1" env -i PATH=/usr/bin:/bin HOME=/home/hr LC_ALL=C.UTF-8 \
        bash -c "cd && $2" 2>&1
}
get() { inside "$1" "apt-get -q update && apt-get -q -y --no-install-recommends install $2" >"$work/apt.log" || echo "apt-get: $(tail -20 "$work/apt.log")"; }

# The system's own files that are about samtale.
traces() { inside "$1" "find / -xdev -iname '*samtale*' ! -path '/proc/*' ! -path '/home/*' ! -path '/var/cache/*' ! -path '/var/log/*'"; }

build() {  # ROOT: the package is $work/$suite.deb
    verdict "what building needs" "$(get "$1" 'gcc libc6-dev make dpkg-dev lintian')"
    for place in /home/hr/one /home/hr/another/place; do
        mkdir -p "$1$place"
        git ls-files -z | xargs -0 tar -c | tar -x -C "$1$place"
    done
    inside "$1" "make -C /home/hr/one deps TEST_PACKAGES= && chown -R hr:hr /home/hr" >"$work/apt.log" || verdict "make deps" "it failed: $(cat "$work/apt.log")"
    local epoch
    epoch=$(git log -1 --format=%ct)
    for place in one another/place; do
        as_user "$1" "SOURCE_DATE_EPOCH=$epoch make -C $place deb" >"$work/build.log" || verdict "make deb" "it failed: $(cat "$work/build.log")"
    done
    local built=("$1"/home/hr/one/build/*.deb)
    verdict "the same bytes twice" "$(cmp "${built[0]}" "$1"/home/hr/another/place/build/*.deb 2>&1)"
    verdict "lintian" "$(as_user "$1" 'lintian --fail-on error,warning one/build/*.deb')"
    cp "${built[0]}" "$work/$suite.deb"
}

use() {  # ROOT
    local data=/usr/share/samtale
    cp "$work/$suite.deb" "$1/samtale.deb"
    verdict "man and bash-completion" "$(get "$1" 'man-db bash-completion')"
    verdict "apt installs it" "$(get "$1" /samtale.deb)"
    rm "$1/samtale.deb"
    verdict "what is in it" "$(inside "$1" 'dpkg -L samtale' >"$work/list"
        for file in /usr/bin/samtale $data/fonts/fonts.yaml $data/templates/nn/pack.md $data/init/nb/samtale.yaml \
            $data/locale/nb/LC_MESSAGES/samtale.mo /usr/share/man/man1/samtale.1.gz /usr/share/bash-completion/completions/samtale \
            $data/schemas/nb/samtale.schema.json $data/schemas/en/plans.schema.json /usr/share/man/man5/samtale-org.yaml.5.gz /usr/share/doc/samtale/copyright /usr/share/doc/samtale/samples/{GUIDE,PRIORITIES,IT,PRIVACY}.{nb,nn,en}.md /usr/share/doc/samtale/samples/REFERENCE.en.md \
            /usr/share/doc/samtale/samples/pictures/nn/summary.png; do
            grep -qx "$file" "$work/list" || echo "no $file"
        done; inside "$1" 'dpkg -V samtale')"
    verdict "man" "$(for page in 'samtale:one screen|COMMAND' 'samtale-packs:--employee' '5 samtale.yaml:conversations.minutes' '5 samtale-plans:measures'; do
            as_user "$1" "man -P cat ${page%%:*}" >"$work/said"
            grep -qE -e "${page#*:}" "$work/said" || echo "man ${page%%:*} says: $(cat "$work/said")"
        done)"
    verdict "apropos" "$(as_user "$1" 'apropos samtale-' >"$work/said"; grep -q '^samtale-packs (1) .*- make preparation packs' "$work/said" || echo "it says: $(cat "$work/said")")"
    verdict "completion" "$(as_user "$1" '. /usr/share/bash-completion/bash_completion && _completion_loader samtale; complete -p samtale' >"$work/said"
        grep -q '^complete .* samtale$' "$work/said" || echo "it says: $(cat "$work/said")")"
    verdict "init, check, packs, print" "$(as_user "$1" 'samtale init kommune && cd kommune && samtale check && samtale packs && samtale print' \
        >"$work/said" || echo "it says: $(cat "$work/said")")"
    verdict "papers" "$([ "$(find "$1/home/hr/kommune/out" -name '*.pdf' | wc -l)" -gt 10 ] || echo "it says: $(cat "$work/said")")"
    verdict "speaks bokmål" "$(as_user "$1" 'samtale --lang nb -C kommune check' >"$work/said"; grep -q '0 feil' "$work/said" || echo "it says: $(cat "$work/said")")"
    verdict "completion of a person's name" "$(as_user "$1" '. /usr/share/bash-completion/bash_completion && _completion_loader samtale; cd kommune
            COMP_WORDS=(samtale packs --employee pål) COMP_CWORD=3; _samtale; echo "${COMPREPLY[*]}"' >"$work/said"
        grep -qF 'Pål\ Inge\ Moen' "$work/said" || echo "it says: $(cat "$work/said")")"
    verdict "the samples, copied" "$(as_user "$1" 'cp -r /usr/share/doc/samtale/samples/fjordvik . && samtale -C fjordvik summaries' \
        >"$work/said" || echo "it says: $(cat "$work/said")")"
    inside "$1" 'apt-get -q -y purge samtale' >"$work/apt.log" || verdict "purge" "it failed: $(cat "$work/apt.log")"
    verdict "a purge leaves nothing" "$(traces "$1")"
}

for suite in ${SUITES:-bookworm trixie}; do
    mmdebstrap --quiet --variant=apt --include=passwd "$suite" "$work/$suite" || { verdict "a clean root" "mmdebstrap failed"; continue; }
    cp /etc/resolv.conf "$work/$suite/etc/resolv.conf"
    echo force-unsafe-io >"$work/$suite/etc/dpkg/dpkg.cfg.d/unsafe-io"  # it is thrown away
    inside "$work/$suite" 'useradd -m hr' || verdict "a user" "useradd failed"
    cp -a "$work/$suite" "$work/$suite-build"
    build "$work/$suite-build"
    [ ! -f "$work/$suite.deb" ] || use "$work/$suite"
    rm -rf --one-file-system "$work/$suite" "$work/$suite-build"
done
exit $failed
