#!/usr/bin/python3
"""Printing as an HR office prints: batches without slip sheets and cover, what is new since the last batch, what is left after
a jam, a proof of the extremes, booklets without the sheets that are handed in, an anonymous form for each, namesakes told apart.
Prints "ok NAME" or "FAIL NAME: why"."""
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

import pikepdf
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
WORK = pathlib.Path(tempfile.mkdtemp(prefix="samtale-office."))
failed = False
SETTINGS = """organisation: Nordlia
language: nb
period: 2027
previous-period: 2026
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
process-evaluation: { from: 2027-03-01, to: 2027-03-19 }
hr: { name: HR, email: hr@nordlia.example }
"""
ORG = """unit:
  id: nordlia
  name: Nordlia
  leader: e1
  employees:
    - { id: e1, name: Ingrid Haugen, leader: { name: Per Vik } }
    - { id: e2, name: Kari Nordmann, title: Lærer }
    - { id: e3, name: Kari Nordmann, title: Rektor }
    - { id: e4, name: Ola Bø, title: Lærer, language: nn }
    - { id: e5, name: Ola Bø, title: Lærer, language: en }
    - { id: e6, name: Bo Li, title: Lærer, conversation: { at: 2027-01-20T09:00, place: Kantina } }
    - { id: e7, name: Anne-Margrethe Rosenkrantz }
  units:
    - id: kultur
      name: Kultur
      leader: e20
      employees:
        - { id: e20, name: Grete Moe }
        - { id: e21, name: Lars Dahl }
        - { id: e22, name: Eva Lund }
"""
PLAN = "employee: {}\ngoals:\n" + "".join(f"  - {{{{ id: g{n}, goal: Mål nummer {n} }}}}\n" for n in range(1, 5))


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL print/office/{name}: {'; '.join(str(w) for w in wrong[:4])}" if wrong else f"ok print/office/{name}")


def run(cycle, *args, status=0, env=None):
    done = subprocess.run([SAMTALE, "-C", cycle, *args], capture_output=True, text=True, env=env)
    if done.returncode != status:
        sys.exit(f"FAIL print/office/run: samtale {' '.join(map(str, args))} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def make(name, org=ORG):
    cycle = WORK / name
    (cycle / "plans/2026").mkdir(parents=True)
    (cycle / "samtale.yaml").write_text(SETTINGS)
    (cycle / "org.yaml").write_text(org)
    (cycle / "plans/2026/e6.yaml").write_text(PLAN.format("e6"))
    return cycle


def bookmarks(path):  # [(title, page)] of the top level
    pdf = pikepdf.open(path)
    number = {page.objgen: i for i, page in enumerate(pdf.pages)}
    item, found = pdf.Root.Outlines.get("/First"), []
    while item is not None:
        found.append((str(item.Title), number[item.Dest[0].objgen]))
        item = item.get("/Next")
    return found


def text(path, *args):
    out = subprocess.run(["pdftotext", *args, path, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(page.split()) for page in out.split("\f")[:-1]]


def batches(cycle, under):  # below print/: path → the recipients' names
    top = cycle / "out/2027/print"
    return {str(p.relative_to(top)): [t for t, _ in bookmarks(p)] for p in sorted((top / under).rglob("*.pdf"))}


def write(path, old, new):
    before = path.read_text()
    assert old in before
    path.write_text(before.replace(old, new))


# ---- Without and with slip sheets and a cover


def check_plain():
    cycle, wrong = make("plain"), []
    run(cycle, "packs", "--flat", "--out", "single")
    run(cycle, "print")
    one = {}
    for entry in json.loads((cycle / "single/2027/manifest.json").read_text())["files"]:
        if entry["path"].endswith(".pdf"):
            one[entry["document"], entry.get("employee")] = cycle / "single/2027" / entry["path"]
    path = cycle / "out/2027/print/packs/leader/e20.pdf"
    pages, starts = text(path), bookmarks(path)
    if [t for t, _ in starts] != ["Grete Moe", "Lars Dahl", "Eva Lund"] or starts[0][1]:
        wrong.append(starts)
    for (name, at), document, who in zip(starts, ("leader-pack", "pack", "pack"), ("e20", "e21", "e22")):
        alone = text(one[document, who])
        if at % 2 or pages[at:at + len(alone)] != alone:
            wrong.append(f"{name}: not the paper by itself, or not on a front side: page {at + 1}")
    if len(pages) % 2 or any("Utskriftsbunke" in p for p in pages):
        wrong.append("the last sheet, or a cover")
    counts = {}
    for words in ([], ["--cover"], ["--slips"], ["--cover", "--slips"]):
        run(cycle, "print", "--leader", "e20", "--out", f"x{len(counts)}", *words)
        found = text(cycle / f"x{len(counts)}/2027/print/packs/leader/e20.pdf")
        counts[" ".join(words)] = len(found) - len(pages)
    if list(counts.values()) != [0, 2, 6, 8]:
        wrong.append(counts)
    say("without slip sheets and cover", wrong)


def check_units_once():
    cycle, wrong = make("units"), []
    run(cycle, "print", "--by", "all", "--cover")
    lines = subprocess.run(["pdftotext", "-layout", "-l", "1", cycle / "out/2027/print/packs/all.pdf", "-"], capture_output=True, text=True,
                           check=True).stdout.split("I denne rekkefølgen")[1].splitlines()
    rows = [line for line in lines if re.match(r" *\d+ ", line)]
    named = [sum(unit in row for row in rows) for unit in ("Nordlia", "Kultur")]
    # Ingrid Haugen's own wave comes first, then the rest of Nordlia with the leader of Kultur, then Kultur
    if len(rows) < 9 or not 1 <= named[0] <= 2 or not 1 <= named[1] <= 2:
        wrong.append(rows)
    run(cycle, "print", "start-letter", "--by", "all", "--cover", "--out", "letters")
    page = text(cycle / "letters/2027/print/start-letter/all.pdf")[0].split("I denne rekkefølgen")[1]
    if page.count("Kultur") != 1:
        wrong.append(page)
    say("a cover names units once", wrong)


# ---- What is new


def check_new():
    cycle, wrong = make("new"), []
    org = cycle / "org.yaml"
    run(cycle, "key")
    run(cycle, "print", "--dry-run")
    first = run(cycle, "print", "--new", "--dry-run")
    if "for 0 recipients" in first:
        wrong.append(f"what was not made counts as printed: {first}")
    run(cycle, "print")
    before = (cycle / "out/2027/print/packs/leader/e1.pdf").read_bytes()
    said = run(cycle, "print", "--new")
    if batches(cycle, "packs/leader-new") or "everybody has been in a batch" not in said:
        wrong.append(f"new though nothing is: {batches(cycle, 'packs/leader-new')}")
    write(cycle / "samtale.yaml", "email: hr@", "email: personal@")
    write(org, "at: 2027-01-20T09:00", "at: 2027-01-21T09:00")
    write(org, "        - { id: e22,", "        - { id: e23, name: Ny Person }\n        - { id: e22,")
    run(cycle, "print", "--new")
    expected = {"packs/leader-new/1/e1.pdf": ["Bo Li"], "packs/leader-new/1/e20.pdf": ["Grete Moe", "Ny Person"]}
    if batches(cycle, "packs/leader-new") != expected:
        wrong.append(f"a newcomer and another time: {batches(cycle, 'packs/leader-new')}")
    if (cycle / "out/2027/print/packs/leader/e1.pdf").read_bytes() != before:
        wrong.append("the batch before has changed")
    write(org, "name: Lars Dahl", "name: Lars Dahl, leader: e1")
    run(cycle, "print", "--new", "--by", "unit")
    expected = {"packs/unit-new/1/kultur.pdf": ["Grete Moe", "Lars Dahl"], "packs/unit-new/1/nordlia.pdf": ["Ingrid Haugen"]}
    if batches(cycle, "packs/unit-new") != expected:
        wrong.append(f"another leader: {batches(cycle, 'packs/unit-new')}")
    for name in "Ingrid", "Kari", "Bo Li", "Goal", "Mål":
        if name in (cycle / "out/2027/print/printed").read_text():
            wrong.append(f"the record holds {name}")
    if stat.S_IMODE((cycle / "out/2027/print/printed").stat().st_mode) != 0o600:
        wrong.append("others can read the record")
    said = run(cycle, "print", "--prune")
    if batches(cycle, "packs/leader-new") or "printed" not in os.listdir(cycle / "out/2027/print"):
        wrong.append(f"--prune left {batches(cycle, 'packs/leader-new')}, or took the record")
    if "for 0 recipients" not in run(cycle, "print", "--new"):
        wrong.append("new again once all of it has been made")
    say("new", wrong)


def check_new_stopped():
    """What a run could not finish is finished by the next one, in the same folder; the next one that has something begins another."""
    cycle, wrong = make("stopped"), []
    record = cycle / "out/2027/print/printed"
    record.mkdir(parents=True)
    run(cycle, "print", "--new", status=3)
    before = batches(cycle, "packs/leader-new")
    record.rmdir()
    run(cycle, "print", "--new")
    if not before or batches(cycle, "packs/leader-new") != before:
        wrong.append(f"twice: {sorted(batches(cycle, 'packs/leader-new'))}")
    write(cycle / "org.yaml", "at: 2027-01-20T09:00", "at: 2027-01-21T09:00")
    run(cycle, "print", "--new")
    if batches(cycle, "packs/leader-new") != {**before, "packs/leader-new/2/e1.pdf": ["Bo Li"]}:
        wrong.append(f"another time: {batches(cycle, 'packs/leader-new')}")
    say("a run that was stopped", wrong)


def check_new_place():
    """The place as the person's own language has it."""
    cycle, wrong = make("place"), []
    write(cycle / "org.yaml", "language: en }", "language: en, conversation: { at: 2027-01-21T09:00, place: { nb: Kantina, en: Canteen } } }")
    run(cycle, "print")
    write(cycle / "org.yaml", "en: Canteen", "en: The canteen")
    run(cycle, "print", "--new", "--by", "all")
    if batches(cycle, "packs/all-new") != {"packs/all-new/1.pdf": ["Ola Bø"]}:
        wrong.append(batches(cycle, "packs/all-new"))
    write(cycle / "org.yaml", "nb: Kantina", "nb: Spisesalen")
    if "for 0 recipients" not in run(cycle, "print", "--new", "--by", "all"):
        wrong.append("new though their paper says nothing else")
    say("a place in two languages", wrong)


def check_new_forms():
    cycle, wrong = make("forms"), []
    run(cycle, "print", "forms")
    write(cycle / "org.yaml", "at: 2027-01-20T09:00", "at: 2027-01-21T09:00")
    (cycle / "plans/2027").mkdir()
    (cycle / "plans/2027/e4.yaml").write_text(PLAN.format("e4"))
    run(cycle, "print", "forms", "--new", "--by", "all")
    found = batches(cycle, "action-plan/all-new")
    if found != {"action-plan/all-new/1.pdf": ["Ola Bø"]}:
        wrong.append(found)
    say("a form is new where the plan is", wrong)


def check_new_sent():
    """With a printer, what was sent counts, and not what failed."""
    cycle, wrong, bin_ = make("sent"), [], WORK / "bin"
    bin_.mkdir()
    lp = bin_ / "lp"
    env = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "LP": str(WORK / "lp.log")}
    lp.write_text('#!/bin/sh\nfor last; do :; done\ncase $last in *leader/e20.pdf) exit 1;; esac\necho "request id is x-1 (1 file(s))"\n')
    lp.chmod(0o755)
    run(cycle, "print", "--printer", "x", "--staple", env=env, status=3)
    lp.write_text('#!/bin/sh\necho "request id is x-2 (1 file(s))"\n')
    run(cycle, "print", "--new", "--printer", "x", env=env)
    found = batches(cycle, "packs/leader-new")
    if found != {"packs/leader-new/1/e20.pdf": ["Grete Moe", "Lars Dahl", "Eva Lund"]}:
        wrong.append(found)
    if "for 0 recipients" not in run(cycle, "print", "--new", "--printer", "x", env=env):
        wrong.append("sent, and new again")
    say("what a printer was sent is not new", wrong)


# ---- After a jam, and before all is printed


def check_from():
    cycle, wrong = make("from"), []
    run(cycle, "print", "--by", "all")
    whole = [t for t, _ in bookmarks(cycle / "out/2027/print/packs/all.pdf")]
    before = (cycle / "out/2027/print/packs/all.pdf").read_bytes()
    run(cycle, "print", "--by", "all", "--from", "Bo Li")
    rest = [t for t, _ in bookmarks(cycle / "out/2027/print/packs/all-from.pdf")]
    if rest != whole[whole.index("Bo Li"):] or len(rest) == len(whole):
        wrong.append((whole, rest))
    if (cycle / "out/2027/print/packs/all.pdf").read_bytes() != before:
        wrong.append("the batch itself has changed")
    run(cycle, "print", "--from", "e22")
    if batches(cycle, "packs/leader-from") != {"packs/leader-from/e20.pdf": ["Eva Lund"]}:
        wrong.append(batches(cycle, "packs/leader-from"))
    run(cycle, "print", "start-letter", "--by", "all", "--from", "kultur")
    if batches(cycle, "start-letter") != {"start-letter/all-from.pdf": ["Kultur"]}:
        wrong.append(batches(cycle, "start-letter"))
    if "no such recipient" not in run(cycle, "print", "--from", "nobody", status=2):
        wrong.append("nobody is somebody")
    say("from a recipient on", wrong)


def check_proof():
    cycle, wrong = make("proof"), []
    said = run(cycle, "print", "--proof")
    path = cycle / "out/2027/print/packs/proof.pdf"
    expected = {"Anne-Margrethe Rosenkrantz: longest name", "Bo Li: most goals", "Ola Bø: in nn", "Ola Bø: in en", "in nb", "no plan",
                "large print", "leader-pack, Ingrid Haugen: "}
    wrong += [f"not said: {e}" for e in expected if e not in said]
    titles = [t for t, _ in bookmarks(path)]
    if titles.count("Ola Bø") != 2 or "Bo Li" not in titles or "Eva Lund" in titles:
        wrong.append(titles)
    pages = text(path)
    if not any("Questions to think about" in p for p in pages) or not any("Førebu deg" in p for p in pages):
        wrong.append("not in each language")
    sizes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    if not re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Personlig', sizes):
        wrong.append("no marking")
    if "for 0 recipients" in run(cycle, "print", "--new"):
        wrong.append("a proof counts as printed")
    rows = [json.loads(line) for line in run(cycle, "print", "--proof", "--format", "json").splitlines()]
    if not any(row.get("employee") == "e7" and "longest name" in row["why"] for row in rows):
        wrong.append(rows)
    say("proof", wrong)


# ---- Booklets, anonymous forms, namesakes


TEMPLATE = """---
document: hefte
title: Hefte
for: employee
---
# Hefte for {{employee.name}}

Les dette.

# Planen

```sheet
form: HP-9
```

Fyll ut dette.
"""


def check_booklet():
    cycle, wrong = make("booklet"), []
    for language in "nb", "nn", "en":
        (cycle / "templates" / language).mkdir(parents=True)
        (cycle / "templates" / language / "hefte.md").write_text(TEMPLATE)
    run(cycle, "print", "hefte", "--booklet", "--leader", "e20")
    folder = cycle / "out/2027/print/hefte/leader-booklet"
    book, apart = folder / "e20.pdf", folder / "e20+sheets.pdf"
    if any("Fyll ut" in p for p in text(book)) or sum("Les dette" in p for p in text(book)) != 2:
        wrong.append("the booklet holds what is handed in")
    if any("Les dette" in p for p in text(apart)) or [t for t, _ in bookmarks(apart)] != ["Lars Dahl", "Eva Lund"]:
        wrong.append(f"beside it: {bookmarks(apart)}")
    with pikepdf.open(apart) as pdf:
        widths = {round(float(page.MediaBox[2])) for page in pdf.pages}
    if any(at % 2 for _, at in bookmarks(apart)) or widths != {595}:
        wrong.append("the sheets are shrunk, or begin on a back")
    said = run(cycle, "print", "hefte", "--booklet", "--leader", "e20", "--printer", "x", "--dry-run")
    ways = dict(re.findall(r"-t \S+/(e20\S*)\.pdf -o sides=two-sided-(\w+)-edge", said))
    if ways != {"e20": "short", "e20+sheets": "long"}:
        wrong.append(ways)
    run(cycle, "print", "hefte", "--leader", "e20")
    pages = text(cycle / "out/2027/print/hefte/leader/e20.pdf")
    if [("Fyll ut" in p) + 2 * ("Les dette" in p) for p in pages] != [2, 0, 1, 0, 2, 0, 1, 0]:
        wrong.append(f"joined, a sheet of its own does not begin on a front side: {pages}")
    say("booklets without what is handed in", wrong)


def check_process_evaluation():
    cycle, wrong = WORK / "process", []
    shutil.copytree(SAMPLE, cycle, ignore=shutil.ignore_patterns("out"))
    run(cycle, "forms", "process-evaluation")
    run(cycle, "print", "process-evaluation", "--by", "unit")

    def walk(unit):
        yield unit
        for below in unit.get("units") or []:
            yield from walk(below)
    units = list(walk(yaml.safe_load((cycle / "org.yaml").read_text())["unit"]))
    made = {path.stem for path in (cycle / "out/2027/print/process-evaluation/unit").glob("*.pdf")}

    def answering(unit):
        """Whose answers name the unit: its own people, and those of units below that are too small."""
        yield from unit.get("employees") or []
        for below in unit.get("units") or []:
            if below["id"] not in made:
                yield from answering(below)
    total = 0
    leaders = {who["id"] if isinstance(who, dict) else who for u in units for who in [u.get("acting") or u.get("leader")]}
    leaders |= {p["leader"] for u in units for p in u.get("employees") or [] if isinstance(p.get("leader"), str)}
    for path in (cycle / "out/2027/print/process-evaluation/unit").glob("*.pdf"):
        copies = sum("Side 1 av" in p or "Page 1 of" in p for p in text(path))
        total += copies
        people = [p for u in units if u["id"] == path.stem for p in answering(u)]
        respondents = [p for p in people if p["id"] not in leaders and str(p.get("from", "")) <= "2027-01-11"
                       and str(p.get("to", "2099")) >= "2027-01-11"]
        if path.stem not in ("nordlia", "oppvekst") and copies != len(respondents):
            wrong.append(f"{path.stem}: {copies} copies for {len(respondents)} people")
        if any(at % 2 for at, p in enumerate(text(path)) if "Side 1 av" in p):
            wrong.append(f"{path.stem}: a copy begins on a back")
    employed = sum(len(u.get("employees") or []) for u in units)
    if not employed - 3 <= total <= employed:
        wrong.append(f"{total} copies for {employed} people")
    screen = cycle / "out/2027/forms/process-evaluation/solbakken.pdf"
    if sum("Side 1 av" in p for p in text(screen)) != 1:
        wrong.append("a form for the screen is there several times")
    say("an anonymous form for each", wrong)


def check_namesakes():
    cycle, wrong = make("namesakes"), []
    run(cycle, "print", "--cover")
    run(cycle, "packs")
    cover = text(cycle / "out/2027/print/packs/leader/e1.pdf")[0]
    for name in "Kari Nordmann (Lærer)", "Kari Nordmann (Rektor)", "Ola Bø (e4)", "Ola Bø (e5)":
        if name not in cover:
            wrong.append(f"the cover does not list {name}")
    if "Bo Li (" in cover:
        wrong.append("a name that only one has")
    packs = cycle / "out/2027/packs/nordlia"
    for who, name in (("e2", "Kari Nordmann (Lærer)"), ("e3", "Kari Nordmann (Rektor)"), ("e4", "Ola Bø (e4)"), ("e6", "Bo Li")):
        if f"for {name} og Ingrid Haugen" not in text(packs / f"{who}.pdf")[0]:
            wrong.append(f"{who}: the marking does not say {name}")
    leaders = " ".join(text(cycle / "out/2027/leader-packs/nordlia/e1.pdf"))
    wrong += [f"the leader's list does not say {name}" for name in ("Kari Nordmann (Rektor)", "Ola Bø (e5)") if name not in leaders]
    say("namesakes", wrong)


for check in (check_plain, check_units_once, check_new, check_new_stopped, check_new_place, check_new_forms, check_new_sent, check_from, check_proof, check_booklet,
              check_process_evaluation, check_namesakes):
    check()
shutil.rmtree(WORK)
sys.exit(failed)
