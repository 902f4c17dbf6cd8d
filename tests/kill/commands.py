#!/usr/bin/python3
"""collect, split, summaries, print and merge are killed at every kind of moment; then the same command goes on.

    tests/kill/commands.py [--kills 60] [--seed 1]

Each begins where another run has left something, and is killed a few times before it comes through. After each kill every file is whole:
as it was, or as it is to be. At the end everything is as without kills, and nothing is left behind.
"""
import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import killing
import preload
from killing import HERE, MEMORY, ROOT, SAMTALE, check, choose, sha

sys.path.insert(0, str(ROOT / "tests/collect"))
os.environ["SAMTALE"] = str(SAMTALE)
import collecting  # noqa: E402

CACHES = ".manifest.cache"  # they hold what differs: the time of a file


class Subject:
    """A command: what it starts from, and which files are its own."""

    def __init__(self, work, name, start, command, roots):
        self.name, self.start, self.command, self.roots = name, start, command, roots
        self.folder = work / "folder"  # where it works: the same path each time
        self.log = work / "log"

    def prepare(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.start, self.folder, symlinks=True)

    def run(self, shim, at=None):
        self.log.unlink(missing_ok=True)
        roots = [str(place) for root in self.roots for place in (root, self.folder / root)]
        environment = {**os.environ, **preload.loading(shim), "SHIM_FOLDER": ":".join(roots), "SHIM_LOG": str(self.log)}
        if at:
            environment["SHIM_AT"] = at
        return subprocess.Popen([SAMTALE, "-C", self.folder, *self.command, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=environment)

    def calls(self):
        return [line.split()[0] for line in self.log.read_text().splitlines()] if self.log.exists() else []

    def files(self):
        """Every file and what is in it. Answers are named by a key that is made anew each time, so they go by their contents."""
        found = {}
        for root in self.roots:
            for path in sorted((self.folder / root).rglob("*")):
                name = str(path.relative_to(self.folder))
                if path.is_file() and not name.endswith(CACHES):
                    digest = sha(path.read_bytes())
                    if re.fullmatch(r"answers/\d+/(\.new/|\.whole/)?[0-9a-f]{24}\.yaml", name):
                        name = str(path.parent / digest)
                    found[name] = digest
        return found

    def odd(self, before, whole):
        """A file that is neither as it was nor as it is to be. What is hidden is not there yet."""
        for name, digest in self.files().items():
            hidden = any(part.startswith(".") for part in pathlib.Path(name).parts)
            if not hidden and not name.endswith("manifest.json") and digest not in (before.get(name), whole.get(name)):
                return f"{name} is not whole"
        return None


def kills(subject, shim, count, dice):
    subject.prepare()
    before = subject.files()
    done = subject.run(shim)
    said = done.communicate()
    usual, whole, status = subject.calls(), subject.files(), done.returncode
    if status or whole == before:
        check(subject.name, f"without kills: exit status {status}, {said}")
        return
    counts, wrong, at_random, ways = collections.Counter(), [], 0, 0
    while sum(counts.values()) + at_random < count and len(wrong) < 4:
        subject.prepare()
        at = None
        for _ in range(dice.randrange(1, 4)):
            name, at = choose(usual, counts, dice)
            if dice.random() < 0.15:
                run, name = subject.run(shim), None
                try:
                    run.communicate(timeout=dice.random() * 0.6)
                except subprocess.TimeoutExpired:
                    run.kill()
            else:
                run = subject.run(shim, at)
            run.communicate()
            killed = run.returncode == -signal.SIGKILL
            counts[name or "at any time"] += killed
            odd = subject.odd(before, whole)
            if odd:
                wrong.append(f"after {at}: {odd}")
        run = subject.run(shim)
        said = run.communicate()
        after = subject.files()
        had_ended = subject.name == "merge" and "there is no manifest of a shard in out" in said[1]  # all was joined
        if had_ended:
            after.pop("out/2027/.manifest.journal", None)  # whoever writes next removes it
        if (run.returncode and not had_ended) or after != whole:
            different = sorted(n for n in after.keys() | whole.keys() if after.get(n) != whole.get(n))
            wrong.append(f"after {at}: exit status {run.returncode}: {said}: {different[:4]}")
        ways += 1
    check(f"{subject.name}-whole", wrong and "; ".join(wrong))
    check(f"{subject.name}-every-phase", [name for name in set(usual) if not counts[name]])
    print(f"# {subject.name}: {sum(counts.values())} kills on {ways} ways: " + ", ".join(f"{n} {counts[n]}" for n in sorted(counts)))


# ---- What they start from

def samtale(folder, *arguments):
    done = subprocess.run([SAMTALE, "-C", folder, *arguments, "--quiet"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"samtale {arguments} ended with {done.returncode}: {done.stderr}")


def sample(work, name, changed=False):
    folder = work / name
    shutil.copytree(ROOT / "samples/nordlia", folder, ignore=shutil.ignore_patterns("out"))
    if changed:
        org = (folder / "org.yaml").read_text(encoding="utf-8")
        (folder / "org.yaml").write_text(org.replace("title: Rådgiver", "title: Seniorrådgiver"), encoding="utf-8")
        for plan in sorted((folder / "plans/2027").glob("*.yaml"))[:12]:
            plan.unlink()
    return folder


def with_earlier_out(work, name, *arguments):
    """The sample, with what the same command has made when it was another."""
    earlier, now = sample(work, f"{name}-earlier", True), sample(work, name)
    samtale(earlier, *arguments)
    shutil.copytree(earlier / "out", now / "out")
    return now


def mailed(work):
    """The sample with its packs, and messages about a part of them."""
    folder = sample(work, "mailed")
    samtale(folder, "packs")
    samtale(folder, "mail", "packs", "--unit", "helse")
    return folder


def archived(work):
    """The sample, of which something else has been archived: what differs becomes a new version."""
    folder = sample(work, "archived")
    samtale(folder, "packs")
    plan = folder / "plans/2027/e1101.yaml"
    now = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"goal: (.*)", r"goal: Et annet mål", now), encoding="utf-8")
    samtale(folder, "archive")
    plan.write_text(now, encoding="utf-8")
    return folder


def collected(work):
    """Plans that forms change, a new one, one behind a link, and answers."""
    plans = {p: f"employee: {p}  # by hand\nunit: oppvekst\nleader: e10\ngoals:\n- {{ id: g1, goal: Et mål, kind: work }}\n" for p in ("e11", "e12", "e13")}
    folder = collecting.make_cycle("killed", plans, org=collecting.MANY)
    collecting.make_forms(folder)
    collecting.make_forms(folder, "process-evaluation")
    out = folder / "out/2027/forms"
    filled = [collecting.fill(next(out.glob(f"action-plan/**/{p}.pdf")), {"conversation/held": "13.1.2027"}) for p in ("e11", "e12", "e13", "e15")]
    filled += [collecting.fill(next(out.glob("process-evaluation/**/oppvekst.pdf")), {"scales/pack": "4", "helped": f"Svar {n}"}) for n in range(6)]
    shutil.rmtree(folder / "out")
    target = work / "collected"
    shutil.copytree(folder, target)
    (target / "share").mkdir()
    (target / "plans/2027/e13.yaml").rename(target / "share/e13.yaml")
    (target / "plans/2027/e13.yaml").symlink_to("../../share/e13.yaml")
    for number, path in enumerate(filled):
        shutil.copy(path, target / f"{number}{path.suffix}")
    return target, [f"{number}{path.suffix}" for number, path in enumerate(filled)]


def merged(work, name, apart):
    """Two shards, in the output folder or each in a folder of its own."""
    folder = sample(work, name)
    for shard in "1/2", "2/2":
        samtale(folder, "packs", "--unit", "oppvekst", "--shard", shard, "--out", f"shard-{shard[0]}" if apart else "out")
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one command")
    o = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        work = pathlib.Path(name)
        shim = preload.build(work / "shim.so", HERE / "shim.c")
        cycle, forms = collected(work)
        subjects = [
            Subject(work, "collect", cycle, ["collect", *forms], ["plans", "answers", "share"]),
            Subject(work, "split", sample(work, "split"), ["split", "leaders", "--unit", "helse"], ["leaders"]),
            Subject(work, "summaries", with_earlier_out(work, "summaries", "summaries"), ["summaries"], ["out"]),
            Subject(work, "print", with_earlier_out(work, "print", "print", "--by", "unit"), ["print", "--by", "unit"], ["out"]),
            Subject(work, "archive", archived(work), ["archive"], ["out"]),
            Subject(work, "mail", mailed(work), ["mail", "packs"], ["out"]),
            Subject(work, "merge", merged(work, "merge", False), ["merge"], ["out"]),
            Subject(work, "merge-apart", merged(work, "merge-apart", True), ["merge", "shard-1", "shard-2"], ["out"]),
        ]
        for subject in subjects:
            if not o.only or subject.name == o.only:
                kills(subject, shim, o.kills, random.Random(o.seed))
    sys.exit(killing.failed > 0 or collecting.failed)


main()
