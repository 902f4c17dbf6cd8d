#!/usr/bin/python3
"""A second run makes what changed and nothing else.

    tests/output/incremental.py            cases, and some rounds of random edits
    tests/output/incremental.py N [SEED]   N rounds of random edits (make test-incremental)

A round edits files of one kind, runs into the same output folder as before, and makes everything into an empty one: both
hold the same bytes, and the run made as many files as had to change.
"""
import fcntl
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build" / "samtale")).resolve()
OURS = {".manifest.cache", "manifest.json"}
failed = 0


def check(name, wrong):
    global failed
    failed += bool(wrong)
    print(f"FAIL incremental/{name}: {str(wrong)[:600]}" if wrong else f"ok incremental/{name}", flush=True)


class Run:
    def __init__(self, cycle, *args, program=SAMTALE):
        done = subprocess.run([program, "-C", cycle, *args, "--format", "json"], capture_output=True, text=True)
        self.status, said = done.returncode, []
        self.messages = "".join(line for line in done.stderr.splitlines(True) if not line.startswith('{"event"'))
        for line in done.stdout.splitlines():
            said.append(json.loads(line))
        self.made = sum(line.get("made", 0) for line in said)
        self.kept = sum(line.get("kept", 0) for line in said)
        self.pruned = sum(line.get("pruned", 0) for line in said)
        self.said = said

    def __str__(self):
        return f"exit {self.status}, {self.made} made, {self.kept} kept, {self.pruned} pruned: {self.messages[:400]}"


def files(out):
    """What is counted: not the index, which index.py looks at."""
    return {str(p.relative_to(out)): p for p in sorted(out.rglob("*")) if p.is_file() and p.name not in OURS and p.suffix != ".html"}


def bytes_of(out):
    return {name: hashlib.sha256(path.read_bytes()).digest() for name, path in files(out).items()}


def traces(out):
    return {name: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for name, s in ((n, p.stat()) for n, p in files(out).items())}


def differing(a, b):
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    if old not in text:
        sys.exit(f"{path} has no {old!r}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def sample(folder):
    shutil.copytree(ROOT / "samples" / "nordlia", folder, ignore=shutil.ignore_patterns("out"))
    return folder


# ---- Cases

def cases_kept(cycle, out):
    first = Run(cycle, "packs")
    check("first-run", (first.status or first.kept or first.made != len(files(out))) and first)
    before = traces(out)
    again = Run(cycle, "packs")
    check("nothing-changed", (again.status or again.made or again.kept != first.made) and again)
    check("nothing-touched", differing(before, traces(out)))
    manifest = (out / "manifest.json").read_bytes()
    (out / ".manifest.cache").unlink()
    again = Run(cycle, "packs")
    check("cache-deleted", (again.made or again.kept != first.made) and again)
    check("cache-deleted-touched", differing(before, traces(out)))
    check("manifest-the-same", manifest != (out / "manifest.json").read_bytes() and "it changed")
    shutil.copytree(cycle, cycle.parent / "copy")
    again = Run(cycle.parent / "copy", "packs", "--verify")
    check("copied", (again.made or again.messages) and again)
    forced = Run(cycle, "packs", "--force")
    check("force", (forced.kept or len(differing(before, traces(out))) != first.made) and forced)


def cases_precise(cycle, out):
    before = bytes_of(out)
    replace(cycle / "org.yaml", "title: Rådgiver", "title: Seniorrådgiver")
    run, after = Run(cycle, "packs"), bytes_of(out)
    changed = differing(before, after)
    check("title", (run.made != len(changed) or not 0 < len(changed) < 6) and f"{run}: {changed}")
    unit = cycle / "priorities" / "2027" / "solbakken.md"
    unit.write_text(unit.read_text(encoding="utf-8") + "\nEn setning til.\n", encoding="utf-8")
    run, last = Run(cycle, "packs"), bytes_of(out)
    changed = differing(after, last)
    elsewhere = [name for name in changed if "solbakken" not in name and not name.startswith("leader-packs")]
    check("one-branch", (run.made != len(changed) or not changed or elsewhere) and f"{run}: {changed}")
    flat = Run(cycle, "packs", "--flat")
    check("options", (flat.made < 50) and flat)
    back = Run(cycle, "packs")
    check("options-back", differing(last, bytes_of(out)) or back.status)


def cases_spoilt(cycle, out):
    whole = bytes_of(out)
    names = [name for name in files(out) if name.endswith(".pdf")]
    longer, same_size, gone = (out / name for name in names[1:4])
    with longer.open("ab") as f:
        f.write(b"%")
    stat, text = same_size.stat(), same_size.read_bytes()
    same_size.write_bytes(text[:-100] + b"x" + text[-99:])
    os.utime(same_size, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    gone.unlink()
    snapshot = traces(out)
    dry = Run(cycle, "packs", "--dry-run")
    check("dry-run", (dry.made != 3 or differing(snapshot, traces(out))) and dry)
    run = Run(cycle, "packs")
    check("spoilt-made-anew", (run.made != 3 or run.status or differing(whole, bytes_of(out))) and run)
    unsaid = [p for p in (longer, same_size) if f"{p.relative_to(cycle)} had been changed" not in run.messages]
    check("spoilt-said", (unsaid or f"{gone.relative_to(cycle)} was gone" not in run.messages) and run)
    fool_cache(out, names[5])
    fooled = Run(cycle, "packs")
    run = Run(cycle, "packs", "--verify")
    check("verify", (fooled.made or run.made != 1 or differing(whole, bytes_of(out))) and f"{fooled}; {run}")
    many = sorted(names)[:15]
    for name in many:
        (out / name).unlink()
    run = Run(cycle, "packs")
    check("spoilt-many", (run.made != 15 or run.messages.count("was gone") != 10 or "5 more files" not in run.messages) and run)


def fool_cache(out, name):
    """Spoils a file, and has the cache say that it always looked so."""
    path = out / name
    text = path.read_bytes()
    path.write_bytes(text[:-100] + b"x" + text[-99:])
    stat, lines = path.stat(), []
    for line in (out / ".manifest.cache").read_text().splitlines():
        entry = json.loads(line.split(" ", 1)[1])
        if entry.get("path") == name:
            entry |= {"modified": stat.st_mtime_ns, "changed": stat.st_ctime_ns, "inode": stat.st_ino}
            text = json.dumps(entry)
            line = hashlib.sha256(text.encode()).hexdigest()[:16] + " " + text
        lines.append(line)
    (out / ".manifest.cache").write_text("\n".join(lines) + "\n")


def cases_prune(cycle, out):
    before = bytes_of(out)
    org = (cycle / "org.yaml").read_text(encoding="utf-8")
    leaver = re.search(r"^ *- \{ id: (e\d+), name: [^\n]*title: Fagarbeider[^\n]*\}\n", org, re.M) or \
        re.search(r"^ *- \{ id: (e14\d+), name: [^\n]*\}\n", org, re.M)
    pack = next(name for name in before if name.startswith("packs/") and name.endswith(f"/{leaver[1]}.pdf"))
    (cycle / "org.yaml").write_text(org.replace(leaver[0], "").replace(leaver[1], "e9999"), encoding="utf-8")
    for plan in cycle.glob(f"plans/*/{leaver[1]}.yaml"):
        plan.unlink()
    run = Run(cycle, "packs")
    check("old-named", ("--prune does" not in run.messages or not (out / pack).exists()) and run)
    dry = Run(cycle, "packs", "--prune", "--dry-run")
    check("prune-dry-run", (dry.pruned < 1 or not (out / pack).exists()) and dry)
    unit = next(name for name in before if name.startswith("packs/") and pack.split("/")[1] not in name).split("/")[1]
    other = Run(cycle, "packs", "--prune", "--unit", unit)
    check("prune-elsewhere", (other.pruned or not (out / pack).exists()) and other)
    own = out / "packs" / "notes.txt"
    own.write_text("mine")
    run = Run(cycle, "packs", "--prune")
    gone = [name for name in before if not (out / name).exists()]
    check("prune", (run.pruned != dry.pruned or pack not in gone or len(gone) != run.pruned) and f"{run}: {gone}")
    check("prune-not-ours", not own.exists() and "a file that we did not make was removed")
    own.unlink()
    check("prune-again", Run(cycle, "packs", "--prune").pruned)
    chosen = [["--leader", "e1001"], ["--leader", "e1302"], ["--unit", "solbakken"], ["--employee", "e1302"], ["--wave", "2"]]
    check("prune-chosen", [words for words in chosen if Run(cycle, "packs", "--prune", *words).pruned])
    check("prune-is-what-is-due", differing(bytes_of(out), forced(cycle, "packs")))


def cases_prune_spared(cycle, out):
    """Whoever has an error in a file is not gone; an edited file is somebody's work; a folder goes with its last file."""
    org = (cycle / "org.yaml").read_text(encoding="utf-8")
    plan = next(p for p in sorted((cycle / "plans" / "2026").glob("*.yaml"))
                if re.search(rf"- \{{ id: {p.stem},(?![^\n]*(conversation|leader|away))[^\n]*\}}$", org, re.M))
    packs = [p for p in (out / "packs").rglob("*.pdf") if p.stem == plan.stem]
    this = cycle / "plans" / "2027" / plan.name
    this.parent.mkdir(exist_ok=True)
    kept = this.read_text(encoding="utf-8") if this.exists() else None
    this.write_text("employee: [", encoding="utf-8")
    run = Run(cycle, "packs", "--prune")
    check("prune-error", (run.status != 1 or run.pruned or not packs or not packs[0].exists()) and run)
    this.write_text(kept, encoding="utf-8") if kept is not None else this.unlink()
    Run(cycle, "packs")
    without = org.replace(f"- {{ id: {plan.stem},", f"- {{ id: {plan.stem}, conversation: not-needed,", 1)
    (cycle / "org.yaml").write_text(without, encoding="utf-8")
    with packs[0].open("ab") as f:
        f.write(b"% mine")
    run = Run(cycle, "packs", "--prune")
    check("prune-edited", (not packs[0].exists() or "somebody has changed it, so it stays" not in run.messages) and run)
    packs[0].unlink()
    (cycle / "org.yaml").write_text(org, encoding="utf-8")
    Run(cycle, "packs", "--prune")
    folder = out / "forms" / "action-plan"
    Run(cycle, "forms", "--employee", plan.stem)
    made = list(folder.rglob("*.pdf"))
    (cycle / "org.yaml").write_text(without, encoding="utf-8")
    run = Run(cycle, "forms", "--employee", plan.stem, "--prune")
    (cycle / "org.yaml").write_text(org, encoding="utf-8")
    check("prune-folder", (len(made) != 1 or run.pruned != 1 or folder.exists()) and f"{run} {made}")
    Run(cycle, "forms", "--blank", "2")
    run = Run(cycle, "forms", "--prune")
    check("prune-blank", (run.pruned or run.messages or not (folder / "_blank.pdf").exists()) and run)


def cases_others(cycle, out):
    Run(cycle, "packs")
    with (out / ".manifest.journal").open("w") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        busy = Run(cycle, "packs")
    check("two-runs", (busy.status != 3 or "another run is writing to out" not in busy.messages) and busy)
    check("one-run-again", Run(cycle, "packs").made)
    first, again = Run(cycle, "summaries"), Run(cycle, "summaries")
    listed = [e["path"] for e in json.loads((out / "manifest.json").read_text())["files"] if e["document"] == "figures"]
    check("summaries", (first.kept or again.made or again.kept != first.made) and f"{first}; {again}")
    check("figures-listed", listed != ["summaries/missing.csv", "summaries/summary.csv", "summaries/summary.json"] and listed)
    replace(cycle / "org.yaml", "name: Maja Solberg", "name: Maja 𐎠 Solberg")
    runs = [Run(cycle, "packs") for _ in range(2)]
    check("warnings-again", (runs[1].made or "U+103A0" not in runs[0].messages or runs[0].messages != runs[1].messages) and
          f"{runs[0]}; {runs[1]}")
    shutil.rmtree(out)
    Run(cycle, "packs", "--dry-run")
    check("dry-run-nothing", out.exists() and "there is something")


def cases():
    with tempfile.TemporaryDirectory() as folder:
        cycle = sample(pathlib.Path(folder) / "cycle")
        for case in cases_kept, cases_precise, cases_spoilt, cases_prune, cases_prune_spared, cases_others:
            case(cycle, cycle / "out/2027")


# ---- Random edits

WORDS = "ærlig øving åpen kort tydelig Čáhci samarbeid kvalitet fire syv langsomt-voksende x".split()
ANY = ["packs", "forms action-plan", "forms follow-up", "forms evaluation", "forms process-evaluation",
       "forms action-plan --blank 2"]


def edit_line(line, dice):
    words = list(re.finditer(r"[^\W\d_]{4,}|\d", line))
    if not words:
        return line
    word = dice.choice(words)
    new = str(dice.randrange(10)) if word[0].isdigit() else dice.choice(WORDS)
    return line[:word.start()] + new + line[word.end():]


def edit_text(path, dice):
    lines = path.read_text(encoding="utf-8").split("\n")
    at = dice.randrange(len(lines))
    if dice.random() < 0.15 and len(lines) > 3:
        del lines[at]
    else:
        lines[at] = edit_line(lines[at], dice)
    path.write_text("\n".join(lines), encoding="utf-8")


def edit_template(path, dice):
    """A line that is text: what stands in fences and front matter mostly breaks."""
    lines, fenced, at = path.read_text(encoding="utf-8").split("\n"), False, []
    for n, line in enumerate(lines):
        fenced ^= line.startswith(("```", "---"))
        if not fenced and re.match(r"[A-ZÆØÅa-z]", line) or "label: " in line:
            at.append(n)
    if at:
        n = dice.choice(at)
        lines[n] = edit_line(lines[n], dice)
    path.write_text("\n".join(lines), encoding="utf-8")


def edit_picture(path, dice):
    """The same size, other colours: only the bytes tell."""
    import struct
    import zlib
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    colour = bytes(dice.randrange(256) for _ in range(3))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    path.write_bytes(data[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress((b"\0" + colour * width) * height)) + chunk(b"IEND", b""))


def add_or_remove(cycle, dice):
    plans = sorted(cycle.glob("plans/*/*.yaml"))
    one = dice.choice(plans)
    if dice.random() < 0.5:
        one.unlink()
        return
    other = cycle / "plans" / ("2026" if one.parent.name == "2027" else "2027")
    other.mkdir(exist_ok=True)
    shutil.copy(one, other)


def kinds(cycle):
    """What a round may edit, and how many edits it makes: where others would hide what one leaves stale, few."""
    return {
        "plans": lambda d: [edit_text(d.choice(sorted(cycle.glob("plans/*/*.yaml"))), d) for _ in range(d.randrange(1, 6))],
        "priorities": lambda d: [edit_text(d.choice(sorted(cycle.glob("priorities/*/*.md"))), d) for _ in range(d.randrange(1, 4))],
        "people": lambda d: add_or_remove(cycle, d),
        "org": lambda d: [edit_text(cycle / "org.yaml", d) for _ in range(d.randrange(1, 4))],
        "settings": lambda d: edit_text(cycle / "samtale.yaml", d),
        "templates": lambda d: edit_template(d.choice(sorted(cycle.glob("templates/nb/*.md"))), d),
        "pictures": lambda d: edit_picture(d.choice(sorted([*cycle.glob("priorities/*/*/*.png"), cycle / "logo.png"])), d),
    }


def forced(cycle, *args):
    everything = cycle.parent / "everything"
    shutil.rmtree(everything, ignore_errors=True)
    run = Run(cycle, *args, "--force", "--out", everything)
    return bytes_of(everything / "2027") if everything.exists() else {}


def input_of(cycle):
    return {p: p.read_bytes() for p in cycle.rglob("*") if p.is_file() and "out" not in p.relative_to(cycle).parts}


def restore(cycle, kept):
    for path in input_of(cycle):
        if path not in kept:
            path.unlink()
    for path, data in kept.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def due(cycle, command):
    """What everything is, made into an empty folder; None: the cycle cannot be made papers of, or some are left out."""
    everything = cycle.parent / "everything"
    shutil.rmtree(everything, ignore_errors=True)
    run = Run(cycle, *command.split(), "--out", everything)
    return run, bytes_of(everything / "2027") if everything.exists() else {}


def a_round(cycle, out, kind, command, dice):
    """What is wrong, or None; and whether the round counted: an edit that only breaks the cycle does not."""
    kept = input_of(cycle)
    kinds(cycle)[kind](dice)
    full, wanted = due(cycle, command)
    if not wanted:
        restore(cycle, kept)
        return None, False
    before = bytes_of(out)
    run = Run(cycle, *command.split(), "--prune")
    after = bytes_of(out)
    stale = [name for name in wanted if after.get(name) != wanted[name]]
    made = [name for name in wanted if before.get(name) != wanted[name]]
    wrong = f"{stale[:5]} are not what --force makes" if stale else \
        f"{run.made} made, {len(made)} had to be: {made[:5]}" if run.made != len(made) else \
        f"exit status {run.status}, {full.status} alone" if run.status != full.status else \
        f"messages differ: {run.messages} {full.messages}" if lines(run) != lines(full) else None
    if wrong:
        wrong = f"{kind}, {command}: {wrong}; edits: " + "; ".join(changes(kept, input_of(cycle)))
    if run.status or kind not in ("plans", "priorities") or dice.random() < 0.3:  # or the cycle would soon be another
        restore(cycle, kept)
    return wrong, len(made) > 0


def lines(run):
    told = [json.loads(line) for line in run.messages.splitlines()]
    return [(t.get("file"), t.get("line"), t["message"]) for t in told if "so they stay" not in t["message"]]


def changes(a, b):
    for path in sorted(a.keys() | b.keys()):
        if a.get(path) == b.get(path) or path.suffix == ".png":
            continue
        x, y = ((t.get(path) or b"").decode().split("\n") for t in (a, b))
        yield f"{path.name}: " + "; ".join(f"-{p} +{q}" for p, q in zip(x, y) if p != q)[:200]


def random_rounds(count, seed):
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        cycle = sample(pathlib.Path(folder) / "cycle")
        for language in "nb", "nn":
            for path in (ROOT / "templates" / language).iterdir():
                if not (cycle / "templates" / language / path.name).exists():
                    (cycle / "templates" / language).mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, cycle / "templates" / language)
        out, names, effective, wrongs = cycle / "out/2027", list(kinds(cycle)), {}, []
        weights = [5, 5, 2, 3, 2, 4, 1]
        for command in ANY:
            Run(cycle, *command.split())
        for turn in range(count):
            kind, command = dice.choices(names, weights)[0], ANY[0] if turn % 2 else dice.choice(ANY[1:])
            Run(cycle, *command.split(), "--prune")  # up to date, so that this round's edits are all that can be stale
            wrong, counted = a_round(cycle, out, kind, command, dice)
            effective[kind] = effective.get(kind, 0) + counted
            if wrong:
                wrongs.append(f"round {turn}: {wrong}")
    check(f"random-edits-seed-{seed}", wrongs and "\n    ".join([f"{len(wrongs)} of {count} rounds", *wrongs[:5]]))
    print(f"# {count} rounds; of each kind so many changed a paper: {effective}")
    if count >= 100:
        check("random-edits-all-kinds", [kind for kind in names if not effective.get(kind)])


if len(sys.argv) > 1:
    random_rounds(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
else:
    cases()
    random_rounds(2, 5)
sys.exit(failed > 0)
