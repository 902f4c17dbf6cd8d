#!/usr/bin/python3
"""Texts of samtale.yaml and org.yaml that are there once for each language: a paper has those of its own language, what lists
and files hold is in the organisation's, and a leader's own directory and an import keep all of them.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
failed = False
TEXTS = {  # where, in bokmål and in English
    "organisation": ("Nordlia kommune", "Nordlia Municipality"),
    "hr": ("Personalkontoret vårt", "People and Culture"),
    "basis": ("Arbeidsavtalen alene", "The contract alone"),
    "marking": ("Fortrolig", "Confidential"),
    "follow-up": ("Vårprat", "Spring talk"),
    "competence": ("Digital dømmekraft", "Digital judgement"),
    "unit": ("Kulturskolen", "School of Arts"),
    "title": ("Rådgiver i musikk", "Music adviser"),
    "place": ("Møterom to", "Meeting room two"),
}


def say(name, wrong):
    global failed
    failed |= bool(wrong)
    print(f"FAIL compose/localized/{name}: {'; '.join(map(str, wrong[:5]))}" if wrong else f"ok compose/localized/{name}")


def run(cycle, *args):
    done = subprocess.run([SAMTALE, "-C", cycle, *args], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"FAIL compose/localized/run: samtale {' '.join(map(str, args))}: {done.stdout}{done.stderr}")
    return done.stdout


def words(path):
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s+", " ", text.replace("\u00ad", ""))


def both(what):
    return dict(zip(("nb", "en"), TEXTS[what]))


def make(folder):
    folder.mkdir()
    window = {"from": "2027-05-03", "to": "2027-06-11"}
    settings = {
        "organisation": both("organisation"), "language": "nb", "period": 2027,
        "dates": {"from": "2027-01-01", "to": "2027-12-31"}, "conversations": {"from": "2027-01-11", "to": "2027-02-26"},
        "follow-ups": [{"name": both("follow-up"), **window}], "hr": {"name": both("hr"), "email": "hr@nordlia.example"},
        "privacy": {"basis": both("basis"), "officer": "p@nordlia.example", "marking": both("marking")},
        "competences": {"digital": both("competence")},
    }
    people = [{"id": "e1", "name": "Ingrid Haugen", "conversation": "not-needed"}]
    for i, language in enumerate(("nb", "nn", "en"), 2):
        people.append({"id": f"e{i}", "name": f"Person {i}", "title": both("title"), "language": language,
                       "conversation": {"at": f"2027-01-2{i}T09:00", "place": both("place")}})
    unit = {"id": "kultur", "name": both("unit"), "leader": "e1", "employees": people}
    for name, tree in (("samtale", settings), ("org", {"unit": unit})):
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(re.sub(r"'(\d{4}-\d\d-\d\d(T[\d:]+)?)'", r"\1", text), encoding="utf-8")


def check_papers(cycle):
    wrong = []
    run(cycle, "packs", "--quiet")
    run(cycle, "forms", "evaluation", "--quiet")
    for person, own in (("e2", 0), ("e3", 0), ("e4", 1)):  # nynorsk has none: bokmål is read by its readers, too
        text = words(cycle / f"out/2027/packs/kultur/{person}.pdf") + words(cycle / f"out/2027/forms/evaluation/kultur/{person}.pdf")
        for what, texts in TEXTS.items():
            if (texts[own] not in text and what != "title") or texts[1 - own] in text:  # titles are on a few papers only
                wrong.append(f"{person}: {what} is not {texts[own]} alone")
        calendar = (cycle / f"out/2027/packs/kultur/{person}.ics").read_text(encoding="utf-8")
        if any(TEXTS[what][own] not in calendar for what in ("follow-up", "place")):
            wrong.append(f"{person}: the calendar")
    say("papers", wrong)


def check_other_language_is_tagged(cycle):
    """Words that stay bokmål in an English paper are marked as such."""
    org = cycle / "org.yaml"
    text = org.read_text(encoding="utf-8")
    org.write_text(text.replace(f"    en: {TEXTS['unit'][1]}\n", ""), encoding="utf-8")
    dump = run(cycle, "packs", "--employee", "e4", "--dump", "doc")
    org.write_text(text, encoding="utf-8")
    lines = [line for line in dump.splitlines() if TEXTS["unit"][0] in line]
    say("other-language-is-tagged", [] if lines and any("nb" in line for line in lines) else lines or ["not shown"])


def check_lists(cycle):
    rows = [json.loads(line) for line in run(cycle, "status", "--format", "json").splitlines()]
    seen = {row["row"]: row for row in rows}
    got = seen["cycle"]["organisation"], seen["unit"]["name"]
    say("lists", [] if got == (TEXTS["organisation"][0], TEXTS["unit"][0]) else [got])


def check_split(cycle, folder):
    run(cycle, "key", "--new")
    run(cycle, "split", "--leader", "e1", folder)
    part = next(folder.rglob("org.yaml"))
    mine, theirs = (yaml.safe_load(p.read_text(encoding="utf-8"))["unit"] for p in (cycle / "org.yaml", part))
    people = {p["id"]: p for p in theirs["employees"]}
    wrong = [] if theirs["name"] == mine["name"] else [theirs["name"]]
    for p in mine["employees"][1:]:
        if (people[p["id"]]["title"], people[p["id"]]["conversation"]["place"]) != (p["title"], p["conversation"]["place"]):
            wrong.append(people[p["id"]])
    say("split", wrong)


def check_import(cycle, folder):
    export = folder / "export.csv"
    row = "{};{};{};Kulturskolen;e1\n"
    export.write_text("Ansattnummer;Navn;Stilling;Enhet;Leder\ne1;Ingrid Haugen;;Kulturskolen;\n" +
                      "".join(row.format(f"e{i}", f"Person {i}", "Rektor" if i == 3 else TEXTS["title"][0]) for i in (2, 3, 4)),
                      encoding="utf-8")
    run(cycle, "import", "--update", export)
    people = {p["id"]: p for p in yaml.safe_load((cycle / "org.yaml").read_text(encoding="utf-8"))["unit"]["employees"]}
    got = [people[i].get("title") for i in ("e2", "e3", "e4")]
    say("import", [] if got == [both("title"), "Rektor", both("title")] else [got])


with tempfile.TemporaryDirectory(prefix="samtale-localized.") as work:
    cycle = Path(work) / "cycle"
    make(cycle)
    check_papers(cycle)
    check_other_language_is_tagged(cycle)
    check_lists(cycle)
    check_split(cycle, Path(work) / "split")
    check_import(cycle, Path(work))
sys.exit(failed)
