"""What run.sh measures and prints: measure.py SAMTALE WORK

Every number is a ratio: how many times as long samtale takes as something else that does less, measured beside it. A ratio
is taken REPEAT times; its median is printed, and its least and largest.
"""
import collections
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
PEERS = {"Typst": ["node", HERE / "peers/typst.mjs"], "Pango/Cairo": ["{work}/pango"],
         "WeasyPrint": ["/usr/bin/python3", HERE / "peers/weasyprint.py"]}
samtale, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
repeat = int(os.environ.get("REPEAT", "5"))
people = int(os.environ.get("PEOPLE", "1000"))
sizes = [int(n) for n in os.environ.get("SIZES", "100 1000 10000 100000").split()]
Used = collections.namedtuple("Used", "cpu wall megabytes printed")


def peak_of(pid):
    """Megabytes that a process had at most until now; 0: it has ended."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def run(command, stdin="", memory=False):
    """All of a process, its start included. Megabytes only with memory=True: looking at it takes time, too."""
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as wrong:
        given.write(stdin)
        given.seek(0)
        clock, peak = time.monotonic(), 0
        child = subprocess.Popen([str(c) for c in command], stdin=given, stdout=said, stderr=wrong)
        while memory and not (ended := os.wait4(child.pid, os.WNOHANG))[0]:
            peak = max(peak, peak_of(child.pid))
            time.sleep(0.01)
        _, status, used = ended if memory else os.wait4(child.pid, 0)
        wall = time.monotonic() - clock
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0), wrong.seek(0)
        if child.returncode:
            sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}: {wrong.read(2000)}")
        return Used(used.ru_utime + used.ru_stime, wall, peak, said.read())


def settle():
    """Until nothing that was written before has to reach the disk while the clock runs."""
    os.sync()
    for _ in range(50):
        waiting = [int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith(("Dirty:", "Writeback:"))]
        if sum(waiting) < 4096:  # KB
            return
        time.sleep(0.1)


counter = iter(range(10 ** 9))


def fresh(name):
    """A path that nobody has used. Nothing is removed before all is measured: the kernel goes on with it on the clock."""
    return work / f"{name}-{next(counter)}"


def files(folder):
    return sorted(p for p in folder.rglob("*") if p.is_file())


def inputs(cycle):
    return [p for p in files(cycle) if p.relative_to(cycle).parts[0] != "out"]


def made_in(out):
    return [p for p in files(out) if not p.name.startswith(("manifest", "."))]


def floor(read=(), inflate=(), look=(), write=()):
    """CPU seconds. Reading and looking are so quick that they are done many times."""
    def seconds(times, kinds):
        out = fresh("floor")
        out.mkdir()
        lines = [f"{kind} {path}\n" for kind, paths in kinds.items() for path in paths] * times
        return float(run([work / "floor", out], "".join(lines)).printed) / times

    often = 1 + 20000 // (1 + len(read) + len(look))
    return seconds(often, {"r": read, "l": look}) + seconds(1, {"i": inflate, "w": write})


def command(cycle, *arguments):
    return [samtale, "-C", cycle, *arguments, "--quiet"]


def scale(name, *arguments):
    cycle = work / name
    run([HERE / "scale.py", cycle, *arguments])
    return cycle


def shown(ratios):
    digits = 0 if statistics.median(ratios) >= 100 else 1 if statistics.median(ratios) >= 10 else 2
    each = [f"{n:.{digits}f}" for n in (statistics.median(ratios), min(ratios), max(ratios))]
    return f"{each[0]} ({each[1]}–{each[2]})" if len(ratios) > 1 else each[0]


def row(name, *cells, first=44):
    print(f"{name:<{first}}" + "".join(f"{cell:<22}" for cell in cells).rstrip(), flush=True)


# ---- Papers

def copied(folder):
    """Wall seconds of cp -r, and until what it wrote is on the disk, as what samtale makes is when it ends."""
    copy = fresh("copy")
    settle()
    cp = run(["cp", "-r", folder, copy]).wall
    return cp, cp + run(["sync", "-f", copy]).wall


def papers(name, cycle, *arguments):
    to_floor, to_cp, to_synced = [], [], []
    for _ in range(repeat):
        alone, out = fresh("out"), fresh("out")
        settle()
        cpu = run(command(cycle, *arguments, "--jobs", "1", "--out", alone)).cpu
        made = made_in(alone)
        to_floor.append(cpu / floor(inputs(cycle), write=made))
        settle()
        wall = run(command(cycle, *arguments, "--out", out)).wall
        cp, synced = copied(out)
        to_cp.append(wall / cp)
        to_synced.append(wall / synced)
    size = sum(p.stat().st_size for p in made) / len(made) / 1024
    row(name, f"{len(made)} of {size:.0f} KB", shown(to_floor), shown(to_cp), shown(to_synced))
    return alone


def all_papers():
    print(f"\nPapers for {people} people: CPU time with one worker, to the floor's; wall time with {os.cpu_count()} cores, to that\n"
          "of cp -r of the same files, and of cp -r until they are on the disk\n")
    row("", "files", "floor", "cp -r", "cp -r, on the disk")
    start, parts, end = work / "start", work / "parts", work / "end"
    papers("packs", parts, "packs")
    papers("leader packs", parts, "forms", "leader-pack")
    papers("both, and start letters", start, "packs")
    forms = papers("action-plan forms, empty", start, "forms", "action-plan")
    papers("follow-up forms, four of five with a plan", end, "forms", "follow-up")
    papers("evaluations, four of five with a plan", end, "forms", "evaluation")
    papers("print batches of the packs, by leader", parts, "print")
    papers("summaries", end, "summaries")
    return forms


# ---- What reads, and what finds most of it made

def collect(forms):
    filled, ratios = fresh("filled"), []
    run(["/usr/bin/python3", HERE / "fill.py", forms, filled])
    for _ in range(repeat):
        cycle = fresh("cycle")
        shutil.copytree(work / "start", cycle)
        before = inputs(cycle)
        settle()
        cpu = run(command(cycle, "collect", filled)).cpu
        plans = sorted(set(inputs(cycle)) - set(before))
        if len(plans) < len(files(filled)):
            sys.exit(f"collect made {len(plans)} plans of {len(files(filled))} forms")
        ratios.append(cpu / floor(before, inflate=files(filled), write=plans))
    row(f"collect: {len(files(filled))} forms into plans", shown(ratios), "")


def check():
    ratios = []
    for _ in range(repeat):
        cpu = run(command(work / "end", "check")).cpu
        ratios.append(cpu / floor(inputs(work / "end")))
    row("check", shown(ratios), "")


def edit(unit):
    """One more sentence in a unit's text."""
    path = work / "start/priorities/2027" / f"{unit}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nOg så gjør vi det ferdig.\n", encoding="utf-8")


def again():
    ratios, parts = collections.defaultdict(list), collections.defaultdict(list)
    cycle = work / "start"
    for n in range(repeat):
        out = fresh("out")
        settle()
        full = run(command(cycle, "packs", "--jobs", "1", "--out", out)).cpu
        for name in ("nothing changed", "nothing changed, with --verify", "one priority changed"):
            if name.startswith("one"):
                edit(f"u{people // 10 - 1 - n:04}")
            before = {p: p.stat().st_mtime_ns for p in made_in(out)}
            settle()
            cpu = run(command(cycle, "packs", "--jobs", "1", "--out", out, *(["--verify"] if "verify" in name else []))).cpu
            made = [p for p in made_in(out) if p.stat().st_mtime_ns != before.get(p)]
            if bool(made) != name.startswith("one"):
                sys.exit(f"{name}: {len(made)} files were made")
            kept = list(before.keys() - set(made))
            least = floor(inputs(cycle) + kept, write=made) if "verify" in name else floor(inputs(cycle), look=kept, write=made)
            ratios[name].append(cpu / least)
            parts[name].append(cpu / full)
    for name, values in ratios.items():
        row(f"packs again, {name}", shown(values), shown(parts[name]))
    if people >= 1000 and statistics.median(parts["nothing changed"]) > 0.1:
        sys.exit("FAIL bench: a run that has nothing to do takes over a tenth of the run that made everything")


# ---- Other programs

def others():
    if not (HERE / "peers/node_modules").exists():
        print("\nOther programs: make bench-peers installs them, and measures them, too")
        return
    cycle = scale("peers", "--people", "100", "--parts")
    dump = run([samtale, "-C", cycle, "packs", "--dump", "doc"]).printed
    (work / "blocks").write_text(run(["/usr/bin/python3", HERE / "peers/blocks.py"], dump).printed, encoding="utf-8")
    ratios, sizes_of = collections.defaultdict(list), {}
    for _ in range(min(repeat, 3)):
        out = fresh("out")
        ours = run(command(cycle, "packs", "--jobs", "1", "--out", out))
        count = len(made_in(out))
        for name, program in PEERS.items():
            theirs = fresh("peer")
            theirs.mkdir()
            cpu = run([str(c).format(work=work) for c in program] + [work / "blocks", theirs]).cpu
            if len(files(theirs)) != count:
                sys.exit(f"{name} made {len(files(theirs))} papers of {count}")
            ratios[name].append(cpu / ours.cpu)
            sizes_of[name] = sum(p.stat().st_size for p in files(theirs)) / count / 1024
    print(f"\nThe words of {count} packs, without tags, fields and headers, in other programs: their CPU time, to ours for whole packs\n")
    for name, values in ratios.items():
        row(name, f"{sizes_of[name]:.0f} KB a paper", shown(values))


# ---- Growth

def growth():
    print("\nGrowth of packs, leader packs and start letters, half with last period's plan, and of check\n")
    row("people", "papers, to the floor", "MB, one worker", f"MB, {os.cpu_count()} workers", "MB, made again", "MB of text",
        "check, to the papers", "MB, check", first=8)
    for n in sizes:
        cycle, out = scale(f"size-{n}", "--people", n), fresh("out")
        times = min(repeat, 3) if n < 10000 else 1
        shards = 1 if n <= 10000 else 10  # each reads the whole organisation
        packs = ["packs", *(["--shard", f"1/{shards}"] if shards > 1 else [])]
        made, ratios, checks = None, [], []
        for _ in range(times):
            out = fresh("out")
            settle()
            made = run(command(cycle, *packs, "--jobs", "1", "--out", out), memory=True)
            all_made = made_in(out)
            some = all_made[::max(1, len(all_made) // 2000)]
            share = sum(p.stat().st_size for p in all_made) / sum(p.stat().st_size for p in some)
            ratios.append(made.cpu / (floor(inputs(cycle)) + share * floor(write=some)))
            checked = run(command(cycle, "check"), memory=True)
            checks.append(checked.cpu / made.cpu / shards)
        dry = command(cycle, *packs, "--dry-run", "--out", fresh("out"))
        both = run(dry, memory=True)
        twice = run(command(cycle, *packs, "--out", out), memory=True)
        text = sum(p.stat().st_size for p in inputs(cycle)) / 1e6
        row(n, shown(ratios), f"{made.megabytes:.0f}", f"{both.megabytes:.0f}", f"{twice.megabytes:.0f}", f"{text:.1f}",
            shown(checks), f"{checked.megabytes:.0f}", first=8)


def need_room():
    papers = 25 * repeat * people + sum(n * (4 if n < 10000 else 1.5 if n <= 10000 else 0.2) for n in sizes)
    if papers * 100e3 > shutil.disk_usage(work).free:
        sys.exit(f"bench: {papers * 100e3 / 1e9:.0f} GB are needed; DISK=… names another disk, SIZES=… fewer people")


def main():
    need_room()
    for name, more in (("start", []), ("parts", ["--parts"]), ("end", ["--this-period"])):
        scale(name, "--people", people, *more)
    forms = all_papers()
    print("\nCPU time of other commands with one worker, to reading the same files, looking at what is kept and writing what is not;\n"
          "and as a part of the run that made everything\n")
    row("", "floor", "the first run")
    collect(forms)
    check()
    again()
    others()
    growth()


main()
