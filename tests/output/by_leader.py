#!/usr/bin/python3
"""Folders for leaders without the program: each has its own people's papers, fillable, and no one else's; its zip file is the
folder, under people's names, in the same bytes each time; who moves is gone from both. Prints "ok NAME" or "FAIL NAME: why"."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import pikepdf
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
WORK = pathlib.Path(tempfile.mkdtemp(prefix="samtale-by-leader."))
CYCLE, OUT = WORK / "cycle", WORK / "cycle/out/2027"
shutil.copytree(ROOT / "samples/nordlia", CYCLE, ignore=shutil.ignore_patterns("out"))
failed = False


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL output/by_leader/{name}: {'; '.join(str(w) for w in wrong[:4])}" if wrong else f"ok output/by_leader/{name}")


def run(*args, status=0, env=None):
    done = subprocess.run([SAMTALE, "-C", CYCLE, *args], capture_output=True, text=True, env={**os.environ, **(env or {})})
    if done.returncode != status:
        sys.exit(f"FAIL output/by_leader/run: samtale {' '.join(map(str, args))} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def rows():  # id → (name, the leader's id or name), as status tells it
    found = {}
    for line in run("status", "--format", "json").splitlines():
        row = json.loads(line)
        if row.get("row") == "person":
            leader = row.get("leader") or {}
            found[row["id"]] = row["name"], leader.get("id", "_outside-1"), row
    return found


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def folders(what):
    return sorted(p for p in (OUT / "by-leader" / what).iterdir() if p.is_dir())


def check_people():
    wrong, seen = [], []
    people = rows()
    leading = {leader for _, leader, _ in people.values()}
    for folder in folders("packs"):
        mine = {p.stem for p in folder.glob("e*.pdf")}
        seen += mine
        wrong += [f"{folder.name} has {i}, who is led by {people[i][1]}" for i in mine if people[i][1] != folder.name]
        if (folder / "_leader-pack.pdf").exists() != (folder.name in leading and folder.name in people):
            wrong.append(f"{folder.name}: a leader pack, or none")
        for i in mine:
            text = subprocess.run(["pdftotext", folder / f"{i}.pdf", "-"], capture_output=True, text=True, check=True).stdout
            if f"for {people[i][0]}" not in re.sub(r"\s+", " ", text):
                wrong.append(f"{folder.name}/{i}.pdf is not for {people[i][0]}")
    alone = {p.stem for p in (OUT / "packs").rglob("e*.pdf")}
    if sorted(seen) != sorted(alone) or len(seen) < 50:
        wrong.append(f"{len(seen)} packs in folders, and {len(alone)} alone")
    say("everyone once, with their own leader", wrong)


def check_papers():
    wrong = []
    for folder in folders("action-plan"):
        for path in folder.glob("*.pdf"):
            alone = next((OUT / "forms/action-plan").rglob(path.name))
            if path.read_bytes() != alone.read_bytes():
                wrong.append(f"{path.name} is another form than the one made alone")
    form = OUT / "by-leader/action-plan/e1101/e1103.pdf"
    with pikepdf.open(form) as pdf:
        if sum(a.get("/Subtype") == "/Widget" for page in pdf.pages for a in page.get("/Annots", [])) < 20:
            wrong.append("nothing to fill in")
    say("the same papers, to fill in", wrong)


def check_zip():
    wrong = []
    people = rows()
    for what in "packs", "action-plan":
        for folder in folders(what):
            archive = zipfile.ZipFile(f"{folder}.zip")
            names = {}
            for name in files(folder):
                stem, ending = name.rsplit(".", 1)
                names[f"{people[stem][0]} ({stem}).{ending}" if stem in people else name.lstrip("_")] = files(folder)[name]
            if {i.filename: archive.read(i) for i in archive.infolist()} != names or archive.testzip():
                wrong.append(f"{what}/{folder.name}.zip is not its folder: {sorted(set(names) ^ set(archive.namelist()))[:3]}")
            if {i.date_time for i in archive.infolist()} != {(1980, 1, 1, 0, 0, 0)}:
                wrong.append(f"{what}/{folder.name}.zip tells times")
    say("a zip file is its folder", wrong)


def check_same_bytes():
    wrong = []
    first = files(OUT / "by-leader")
    run("packs", "--by", "leader", "--force", "--jobs", "3", env={"TZ": "Asia/Tokyo", "LC_ALL": "C"})
    run("forms", "--by", "leader", "--force", "--jobs", "1")
    if files(OUT / "by-leader") != first:
        wrong.append("other bytes at another time")
    kept = run("packs", "--by", "leader", "--format", "json")
    if any(json.loads(line)["made"] for line in kept.splitlines() if '"made"' in line):
        wrong.append(f"made again: {kept}")
    run("packs", "--by", "leader", "--leader", "e1001")
    run("forms", "process-evaluation", "--by", "leader")
    whole = files(OUT / "by-leader/process-evaluation")
    run("forms", "process-evaluation", "--by", "leader", "--leader", "e1001")
    if {k: v for k, v in files(OUT / "by-leader").items() if k in first} != first or files(OUT / "by-leader/process-evaluation") != whole:
        wrong.append("one leader's folder alone is another")
    say("the same bytes", wrong)


def check_alone():
    """What is made by leader and what is made alone are not in each other's way."""
    wrong = []
    said = run("packs") + run("forms") + run("packs", "--by", "leader")
    if "no longer needed" in said:
        wrong.append(said)
    shutil.rmtree(OUT / "packs")
    packs = [row.get("pack") for _, _, row in rows().values()]
    if packs.count("made") < 50:
        wrong.append(f"status does not count them: {set(packs)}")
    run("packs")
    say("beside what is made alone", wrong)


def check_names():
    """Names that some system does not take, or does not show as they are, are no less people's names."""
    path, wrong = CYCLE / "org.yaml", []
    org = path.read_text()
    long = "Karoline " * 40 + "Ås"
    strange = {"e1103": ("../../etc/passwd", "-.-..-etc-passwd"), "e1104": ("Nina \u202etxt.exe", "Nina -txt.exe"),
               "e1105": (".skjult <b>", "-skjult -b-"), "e1106": (long, long[:150])}
    text = org
    for person, (name, _) in strange.items():
        text, count = re.subn(rf"(id: {person}, name: )[^,}}]+", lambda m: m[1] + json.dumps(name, ensure_ascii=False), text)
        wrong += [] if count == 1 else [f"no {person}"]
    path.write_text(text)
    run("forms", "--by", "leader")
    names = [n for z in (OUT / "by-leader/action-plan").glob("*.zip") for n in zipfile.ZipFile(z).namelist()]
    for person, (_, name) in strange.items():
        wrong += [] if f"{name} ({person}).pdf" in names else [[n for n in names if person in n]]
    wrong += [n for n in names if len(n.encode()) > 255 or "/" in n]
    path.write_text(org)
    run("forms", "--by", "leader")
    say("names in zip files", wrong)


def check_moved():
    wrong = []
    org = CYCLE / "org.yaml"
    before = org.read_text()
    assert "leader: e1403, email: gunnar.vollan" in before
    org.write_text(before.replace("leader: e1403, email: gunnar.vollan", "email: gunnar.vollan"))
    said = run("packs", "--by", "leader")
    old = OUT / "by-leader/packs/e1403/e1314.pdf"
    if f"{old.relative_to(CYCLE)} is from an earlier run" not in said:
        wrong.append(said)
    there = [z for z in (OUT / "by-leader/packs").glob("*.zip") if any("e1314" in n for n in zipfile.ZipFile(z).namelist())]
    if [z.stem for z in there] != ["e1302"]:
        wrong.append(f"who moved is in {there}")
    run("packs", "--by", "leader", "--prune")
    if old.exists():
        wrong.append("--prune left it")
    org.write_text(before.replace("leader: e1101", "leader: e1201"))
    run("packs", "--by", "leader", "--prune")
    say("who moves", wrong)


def check_refused():
    wrong = []
    for words in (["packs", "--by", "unit"], ["packs", "--by", "leader", "--unit", "kultur"], ["forms", "--by", "leader", "--employee", "e1103"],
                  ["packs", "--by", "leader", "--wave", "1"], ["packs", "--by", "leader", "--shard", "1/2"], ["forms", "--by", "leader", "--blank", "2"]):
        if "error:" not in run(*words, status=2):
            wrong.append(words)
    say("refused", wrong)


run("packs")
run("forms")
run("packs", "--by", "leader")
run("forms", "--by", "leader")
for check in check_people, check_papers, check_zip, check_same_bytes, check_alone, check_names, check_moved, check_refused:
    check()
shutil.rmtree(WORK)
sys.exit(failed)
