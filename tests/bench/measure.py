"""What run.sh measures and prints: measure.py SAMTALE WORK DISK PEERS SIZE…"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

samtale, work, disk, peers = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
sizes = [int(n) for n in sys.argv[5:]]


def run(command):
    """CPU and wall seconds, what was printed, and megabytes at most."""
    clock = time.monotonic()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as wrong:
        child = subprocess.Popen(command, stdout=said, stderr=wrong)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0), wrong.seek(0)
        if child.returncode:
            sys.exit(f"{command[0]} ended with {child.returncode}: {wrong.read(2000)}")
        return used.ru_utime + used.ru_stime, time.monotonic() - clock, said.read(), used.ru_maxrss / 1024


def command(cycle, *more):
    return [samtale, "-C", str(cycle), "packs", "--quiet", *more]


def packs(cycle, out, *more):
    shutil.rmtree(out, ignore_errors=True)
    return run(command(cycle, "--out", str(out), *more))


def floor(files, out):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    return float(run([str(work / "floor"), str(out), *files])[2].split()[0])


def speed(name, cycle):
    """Papers per CPU second of one worker, and the ratio to the floor; CPU seconds a paper without the start."""
    out = work / "out"
    seconds = min(packs(cycle, out, "--jobs", "1")[0] for _ in range(3))
    files = sorted(str(p) for p in out.rglob("*.pdf"))
    size = sum(os.path.getsize(f) for f in files) / len(files) / 1024
    pages = sum(e["pages"] for e in json.loads((out / "manifest.json").read_text())["files"]) / len(files)
    least = min(floor(files, work / "floor-out") for _ in range(3))
    person = pathlib.Path(next(f for f in files if "/packs/" in f)).stem
    start = min(packs(cycle, work / "one", "--jobs", "1", "--employee", person)[0] for _ in range(3))
    print(f"{name}: {len(files)} of {pages:.1f} pages and {size:.1f} KB, largest {max(map(os.path.getsize, files)) / 1024:.1f} KB\n"
          f"  a CPU second, one worker: {len(files) / seconds:.0f} papers, {(len(files) - 1) / (seconds - start):.0f} without the start of "
          f"{start:.2f} s; the floor makes {len(files) / least:.0f}\n"
          f"  ratio to the floor: {least / seconds:.2f} ({least / (seconds - start):.2f} without the start)")
    return (seconds - start) / (len(files) - 1)


def copying(cycle):
    """Wall time on the disk of --out, against cp -r of the same files; packs are on the disk when they are made."""
    out, copy = disk / "out", disk / "copy"
    made, copied, synced = [], [], []
    for _ in range(3):
        run(["sync"])
        made.append(packs(cycle, out)[1])
        shutil.rmtree(copy, ignore_errors=True)
        run(["sync"])
        copied.append(run(["cp", "-r", str(out), str(copy)])[1])
        synced.append(copied[-1] + run(["sync", "-f", str(copy)])[1])
    print(f"  wall time with {os.cpu_count()} cores, against cp -r of the same files: {min(made) / min(copied):.2f}, "
          f"and until they are on the disk, too: {min(made) / min(synced):.2f}")


def others(cycle, ours):
    if not (peers / "node_modules").exists():
        print("other programs: not installed; make bench-peers does that and measures them")
        return
    said = run([str(peers / "run.sh"), str(cycle), str(work / "peers")])[2]
    for line in said.splitlines():
        name, papers, seconds, size = line.split()
        print(f"  {name}: {float(seconds) / int(papers) / ours:.1f} times our CPU time for the words alone, "
              f"{int(size) / int(papers) / 1024:.0f} KB, no tags and no fields")


def growth():
    print("growth (nothing written, six-page packs): people, CPU ms a pack with the start, MB, CPU seconds of check")
    for n in sizes:
        cycle = work / f"size-{n}"
        dry = command(cycle, "--dry-run", "--jobs", "1")
        made = min(run(dry) for _ in range(3 if n < 10000 else 1))
        check = run([samtale, "-C", str(cycle), "check", "--quiet"])[0]
        own = sum(p.stat().st_size for p in cycle.rglob("*") if p.is_file()) / 1e6
        print(f"  {n:>6}  {made[0] / n * 1000:.2f}  {made[3]:.0f} (the files' own text {own:.0f})  {check:.2f}")


ours = speed("six-page packs", work / "six")
copying(work / "six")
others(work / "six", ours)
speed("packs, leader packs and start letters, half with last year's plan", work / "all")
growth()
