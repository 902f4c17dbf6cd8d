#!/bin/bash
# How fast papers are made (packs, leader packs and start letters): papers per CPU-second of one worker on the sample scaled
# up, and the ratio to a floor measured in the same run (floor.c: deflating and writing the same bytes). The best of three
# runs counts, of both.
#     tests/bench/run.sh [PEOPLE]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
samtale=$(realpath "${SAMTALE:-$root/build/samtale}")
people=${1:-1000}
memory=/dev/shm
[ -w "$memory" ] && [ "$(df --output=avail -k "$memory" | tail -1)" -gt $((people * 200 + 50000)) ] || memory=${TMPDIR:-/tmp}
work=$(mktemp -d "$memory/samtale-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

"${CC:-cc}" -std=c11 -O2 -D_GNU_SOURCE -o "$work/floor" "$here/floor.c" -ldeflate
/usr/bin/python3 "$here/scale.py" "$work/cycle" --people "$people"

exec /usr/bin/python3 - "$samtale" "$work" <<'PY'
import json, pathlib, resource, shutil, subprocess, sys

samtale, work = sys.argv[1], pathlib.Path(sys.argv[2])
cycle, out = work / "cycle", work / "cycle" / "out"


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr[:2000]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss, done.stdout


def packs(jobs):
    shutil.rmtree(out, ignore_errors=True)
    return cpu([samtale, "-C", str(cycle), "packs", "--jobs", str(jobs), "--quiet"])[:2]


def floor():
    shutil.rmtree(work / "floor-out", ignore_errors=True)
    (work / "floor-out").mkdir()
    seconds, written = cpu([str(work / "floor"), str(work / "floor-out"), *files])[2].split()
    return float(seconds), int(written)


made = [packs(1) for _ in range(3)]
seconds, memory = min(made)
files = sorted(str(p) for p in out.rglob("*.pdf"))
count = len(files)
size = sum(pathlib.Path(f).stat().st_size for f in files)
# One person alone costs what a run costs before its first pack is made.
start = min(cpu([samtale, "-C", str(cycle), "packs", "--jobs", "1", "--quiet", "--employee",
                 pathlib.Path(next(f for f in files if "/packs/" in f)).stem, "--out", str(work / "one")])[0] for _ in range(3))
floor_seconds, floor_size = min(floor() for _ in range(3))
pages = sum(entry["pages"] for entry in json.loads((out / "manifest.json").read_text())["files"])
rate, floor_rate = count / seconds, count / floor_seconds
print(f"{count} papers, {pages / count:.1f} pages and {size / count / 1024:.1f} KB each, largest "
      f"{max(pathlib.Path(f).stat().st_size for f in files) / 1024:.1f} KB")
print(f"papers per CPU-second, one worker: {rate:.0f} ({seconds:.2f} s, of which the start {start:.2f} s; {memory // 1024} MB)")
print(f"floor (deflate and write, {floor_size / count / 1024:.1f} KB each): {floor_rate:.0f}")
print(f"ratio to the floor: {rate / floor_rate:.2f}")
PY
