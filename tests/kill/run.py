#!/usr/bin/python3
"""Runs are killed, and calls fail, at every kind of moment; then the same command goes on.

    tests/kill/run.py [--kills 300] [--seed 1]

Two cycles differ in what is due; the out folder goes from one to the other and back, killed again and again on the way.
After each kill: every file is whole (one of the two cycles' bytes), and manifest and journal list nothing that is not so.
At the end of each way: the same bytes as an undisturbed run's, and nothing else.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import killing
import preload
from killing import HERE, MEMORY, ROOT, SAMTALE, check, choose, sha

PRIVATE = {".manifest.cache", ".manifest.journal", "manifest.json"}


# ---- Two cycles

def cycles(work):
    """The sample, and the same with somebody gone, others' papers changed, and some times no longer agreed."""
    one, two = work / "one", work / "two"
    for cycle in one, two:
        shutil.copytree(ROOT / "samples" / "nordlia", cycle, ignore=shutil.ignore_patterns("out"))
    org = (two / "org.yaml").read_text(encoding="utf-8")
    org = re.sub(r"^( *- \{ id: e140\d), (name: [^\n]*)\}$", r"\1, \2, conversation: not-needed }", org, flags=re.M)
    (two / "org.yaml").write_text(org.replace("title: Rådgiver", "title: Seniorrådgiver"), encoding="utf-8")
    for name in "solbakken", "helse":
        with (two / "priorities" / "2027" / f"{name}.md").open("a", encoding="utf-8") as f:
            f.write("\nEn setning til om det som er viktig.\n")
    return one, two


class Bench:
    def __init__(self, work, shim):
        self.work, self.shim, self.out, self.log = work, shim, work / "out/2027", work / "log"
        self.short = {}  # what a power cut has left of a file, until it is made anew
        self.environment = {**os.environ, **preload.loading(shim), "SHIM_FOLDER": str(self.out)}

    def command(self, cycle, *args):
        return [SAMTALE, "-C", cycle, *(args or ("packs", "--prune")), "--quiet", "--out", self.out.parent]

    def run(self, cycle, *args, at=None):
        self.log.unlink(missing_ok=True)
        environment = {**self.environment, "SHIM_LOG": str(self.log)}
        if at:
            environment["SHIM_AT"] = at
        return subprocess.run(self.command(cycle, *args), capture_output=True, text=True, env=environment)

    def calls(self):
        return self.log.read_text().splitlines() if self.log.exists() else []

    def files(self):
        return {str(p.relative_to(self.out)): p for p in self.out.rglob("*") if p.is_file()
                and p.name not in PRIVATE and ".manifest.aside" not in p.parts} if self.out.exists() else {}

    def bytes(self):
        return {name: sha(path.read_bytes()) for name, path in self.files().items()}

    def told(self, removed=False):
        """What manifest and journal together list: path and SHA-256; or also what was about to be removed."""
        listed, path = {}, self.out / "manifest.json"
        if path.exists():
            listed = {e["path"]: e["sha256"] for e in json.loads(path.read_text())["files"]}
        journal = self.out / ".manifest.journal"
        for line in journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []:
            total, _, text = line.partition(b" ")
            if sha(text)[:16].encode() != total:
                break
            entry = json.loads(text)
            listed.pop(entry.get("forget") or (entry.get("remove") if not removed else None), None)
            if "document" in entry:
                listed[entry["path"]] = entry["sha256"]
        return listed

    def lies(self, wholes):
        """What is not whole, or listed and not so."""
        there = self.bytes()
        for name, digest in there.items():
            if self.short.get(name) != digest and all(digest != whole.get(name) for whole in wholes):
                return f"{name} is not whole"
        for name, digest in self.told().items():
            if there.get(name) != digest:
                return f"{name} is not what manifest and journal say"
        return None

    def left_over(self):
        odd = [p.name for p in self.out.iterdir() if p.name.startswith(".") and p.name != ".manifest.cache"]
        return odd and f"{odd} was left behind"


# ---- Kills

def power_cut(bench, wholes, dice):
    """What no journal names may be short after a power cut, and the journal's last line torn."""
    told = bench.told(removed=True)  # what is about to be removed has long been on the disk
    for name, path in bench.files().items():
        if name not in told and dice.random() < 0.5:
            os.truncate(path, dice.randrange(path.stat().st_size + 1))
            bench.short[name] = sha(path.read_bytes())
    journal = bench.out / ".manifest.journal"
    if journal.exists() and journal.stat().st_size and dice.random() < 0.3:
        with journal.open("ab") as f:
            f.write(dice.choice([b"\0" * 300, b"0123456789abcdef {\"path\":", journal.read_bytes().split(b"\n")[0][:-20]]))


def kills(bench, pair, wholes, count, dice):
    """Every way is gone with kills until a run comes through; answers how many kills met each kind of call."""
    counts, wrong, ways, at_random = collections.Counter(), [], 0, 0
    usual = {}
    for index in 0, 1, 0:
        done = bench.run(pair[index])
        usual[index] = [c.split()[0] for c in bench.calls()]
    turn = 1
    while sum(counts.values()) + at_random < count and len(wrong) < 5:
        cycle, whole = pair[turn], wholes[turn]
        if dice.random() < 0.2:
            shutil.rmtree(bench.out)  # a first run
        for _ in range(dice.randrange(1, 6)):
            name, at = choose(usual[turn], counts, dice)
            if dice.random() < 0.25:
                at_random += kill_some_time(bench, cycle, dice)
            else:
                done = bench.run(cycle, "packs", "--prune", "--jobs", dice.choice("12"), at=at)
                counts[name] += done.returncode == -signal.SIGKILL
            lie = bench.out.exists() and bench.lies(wholes)
            if lie:
                wrong.append(f"after {at}: {lie}")
            if bench.out.exists() and dice.random() < 0.3:
                power_cut(bench, wholes, dice)
        status = subprocess.run([SAMTALE, "-C", cycle, "status", "--out", bench.out.parent], capture_output=True, text=True)
        done = bench.run(cycle)
        bench.short = {}
        if done.returncode or status.returncode:
            wrong.append(f"after {at}: exit status {done.returncode}, {status.returncode}: {done.stderr} {status.stderr}")
        elif bench.bytes() != whole or bench.told() != whole or bench.left_over():
            there = bench.bytes()
            odd = sorted(n for n in there.keys() | whole.keys() if there.get(n) != whole.get(n))
            wrong.append(f"after {at}: {bench.left_over() or odd[:5]}, not as without")
        turn, ways = 1 - turn, ways + 1
    check("whole-and-true", wrong and "; ".join(wrong))
    print(f"# {sum(counts.values())} kills at calls and {at_random} at any time, on {ways} ways; of each kind of call:")
    for name in sorted(set(usual[0] + usual[1])):
        print(f"#   {name:20} {counts[name]:4}")
    check("every-phase", [name for name in set(usual[0] + usual[1]) if not counts[name]])
    check("at-any-time", not at_random and "none")


def kill_some_time(bench, cycle, dice):
    run = subprocess.Popen(bench.command(cycle), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=bench.environment)
    try:
        run.communicate(timeout=dice.random() * 1.5)
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
    return run.returncode == -signal.SIGKILL


# ---- Signals that ask

def signals(bench, cycle, whole):
    """Within a second, with a sentence and the signal's status; the same command goes on."""
    for number, status in (signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129):
        wrong, stopped = [], 0
        for wait in 0.05, 0.15, 0.3, 0.45, 0.6, 0.8:
            shutil.rmtree(bench.out, ignore_errors=True)
            run = subprocess.Popen(bench.command(cycle), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))  # in the background it may be ignored
            time.sleep(wait)
            begun = time.monotonic()
            run.send_signal(number)
            said = run.communicate()[1]
            took = time.monotonic() - begun
            if run.returncode == 0:
                continue  # it was done
            if run.returncode == -number and wait < 0.2:
                continue  # before the program had begun to listen
            stopped += 1
            if run.returncode != status or took > 1 or "samtale: stopped: " not in said:
                wrong.append(f"after {wait} s: exit status {run.returncode}, {took:.2f} s, {said!r}")
            lie = bench.out.exists() and bench.lies([whole])
            if lie:
                wrong.append(lie)
        done = bench.run(cycle)
        if done.returncode or bench.bytes() != whole or bench.left_over():
            wrong.append(f"afterwards: exit status {done.returncode}, {bench.left_over()}")
        check(f"stops-{number.name}", "; ".join(wrong) or (not stopped and "no run was stopped"))


# ---- Calls that fail

def failures(bench, cycle):
    """One unit's papers, where every call that may fail does, in turn, once each way."""
    args = "packs", "--unit", "sone-nord", "--jobs", "1"
    shutil.rmtree(bench.out, ignore_errors=True)
    bench.run(cycle, *args)
    calls, whole, seen, tried, wrong = bench.calls(), bench.bytes(), collections.Counter(), collections.Counter(), []
    for call in calls:
        seen[call] += 1
        for action in actions_of(call):
            shutil.rmtree(bench.out, ignore_errors=True)
            done = bench.run(cycle, *args, at=f"{call} {seen[call]} {action}")
            if not any(line.endswith("!") for line in bench.calls()):
                continue  # batches are not always the same
            tried[action] += 1
            fault = fault_of_failure(bench, done, action, whole)
            if not done.returncode and not fault and not bench.left_over():
                continue
            again = bench.run(cycle, *args)
            if again.returncode or bench.bytes() != whole or bench.left_over():
                fault = fault or f"the next run: exit status {again.returncode}, {bench.left_over()}"
            if fault:
                wrong.append(f"{call} {seen[call]} {action}: {fault}")
    check("failing-calls", wrong and f"{len(wrong)}: " + "; ".join(wrong[:6]))
    print(f"# {len(calls)} calls; so many failed, by how: {dict(tried)}")
    check("failing-all-ways", [a for a in ("ENOSPC", "EIO", "EINTR", "short", "full") if tried[a] < 10])


def actions_of(call):
    what = call.split(":")[0]
    if what == "write":
        return ["ENOSPC", "EIO", "EINTR", "short", "full"]
    if what in ("fsync", "fdatasync", "syncfs"):
        return ["EIO", "EINTR"]
    return {"open": ["ENOSPC", "full"], "close": ["EIO", "EINTR"], "rename": ["ENOSPC"], "mkdir": ["ENOSPC"], "ftruncate": ["EIO"]}.get(what, [])


def fault_of_failure(bench, done, action, whole):
    lie = bench.out.exists() and bench.lies([whole])
    if lie:
        return lie
    if action in ("EINTR", "short"):
        return (done.returncode or bench.bytes() != whole) and f"exit status {done.returncode}: {done.stderr}"
    if done.returncode == 0:  # close of what is read only, or of the journal that has said all
        return bench.bytes() != whole and "exit status 0, but not all is there"
    if done.returncode != 3 or "could not be" not in done.stderr:
        return f"exit status {done.returncode}: {done.stderr!r}"
    if done.stderr.count("error:") > 3:
        return f"many sentences: {done.stderr}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        work = pathlib.Path(folder)
        shim = preload.build(work / "shim.so", HERE / "shim.c")
        pair = cycles(work)
        bench = Bench(work, shim)
        wholes = []
        for cycle in pair:
            shutil.rmtree(bench.out, ignore_errors=True)
            done = subprocess.run(bench.command(cycle), capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"an undisturbed run ended with {done.returncode}: {done.stderr}")
            wholes.append(bench.bytes())
        differ = sum(wholes[0].get(n) != wholes[1].get(n) for n in wholes[0].keys() | wholes[1].keys())
        check("cycles-differ", (differ < 20 or wholes[0].keys() == wholes[1].keys()) and f"only {differ} files do")
        failures(bench, pair[0])
        signals(bench, pair[0], wholes[0])
        kills(bench, pair, wholes, o.kills, random.Random(o.seed))
    sys.exit(killing.failed > 0)


main()
