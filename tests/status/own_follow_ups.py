#!/usr/bin/python3
"""Follow-ups on paper are those that status expects: who joins, leaves or is away has the ones that they can have. And a cycle without
evaluation or follow-ups promises none: no denominator, no column, and check says so."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
failed = False
BASE = """organisation: Prøve kommune
period: 2027
dates: { from: 2027-01-01, to: 2027-12-31 }
conversations: { from: 2027-01-11, to: 2027-02-26 }
hr: { name: HR }
privacy: { basis: Lov, officer: ombud@example.com }
"""
FOLLOW_UPS = """follow-ups:
  - { name: Vår, from: 2027-05-03, to: 2027-06-11 }
  - { name: Høst, from: 2027-09-20, to: 2027-10-29 }
"""
EVALUATION = "evaluation: { from: 2027-11-29, to: 2027-12-17 }\n"
PEOPLE = {"e1": "", "e2": "from: 2027-08-16", "e3": "to: 2027-07-31", "e4": "away: { from: 2027-06-01, to: 2027-06-30 }", "e5": "from: 2027-05-20",
          "e6": "away: { from: 2027-10-01, to: 2027-11-30 }", "e7": "from: 2027-11-01"}
OWN = {"e1": ["Vår", "Høst"], "e2": ["Høst"], "e3": ["Vår"], "e4": ["Høst"], "e5": ["Høst"], "e6": ["Vår"], "e7": []}


def verdict(name, problem):
    global failed
    print(f"FAIL own-follow-ups/{name}: {problem}" if problem else f"ok own-follow-ups/{name}")
    failed = failed or bool(problem)


def samtale(folder, *arguments):
    done = subprocess.run([SAMTALE, "-C", folder, *arguments], capture_output=True, text=True)
    if done.returncode:
        verdict(" ".join(arguments), done.stderr[-500:])
    return done


def make(work, name, settings, plans=()):
    folder = Path(work, name)
    folder.mkdir()
    (folder / "samtale.yaml").write_text(settings)
    people = "".join(f"    - {{ id: {p}, name: Person {p}, {more}{', ' if more else ''}leader: {{ name: Ordføreren }} }}\n" for p, more in PEOPLE.items())
    (folder / "org.yaml").write_text(f"unit:\n  id: topp\n  name: Toppen\n  leader: e1\n  employees:\n{people}")
    for who, text in plans:
        (folder / "plans/2027").mkdir(parents=True, exist_ok=True)
        (folder / f"plans/2027/{who}.yaml").write_text(text)
    samtale(folder, "key")
    return folder


def papers(folder, document, who):
    every = ["--follow-up", "all"] if document == "follow-up" else []
    text = samtale(folder, "forms", document, "--employee", who, "--dump", "doc", *every).stdout
    return [n for n in ("Vår", "Høst") if re.search(rf"\b{n}\b", text, re.I)]


def check_papers(work):
    folder = make(work, "papers", BASE + FOLLOW_UPS + EVALUATION)
    expected = {}
    for line in samtale(folder, "status", "--format", "json", "--as-of", "2027-05-01").stdout.splitlines():
        row = json.loads(line)
        if row.get("row") == "person":
            expected[row["id"]] = [f["name"] for f in row["follow-ups"] if f["state"] != "none"]
    for who, own in OWN.items():
        if who not in ("e2", "e4", "e5", "e7"):  # there on that day
            verdict(f"status-{who}", expected[who] != own and expected[who])
        for document in ("action-plan", "follow-up"):
            verdict(f"{document}-{who}", papers(folder, document, who) != own and f"{papers(folder, document, who)} and not {own}")
    blank = samtale(folder, "forms", "action-plan", "--blank", "1", "--dump", "doc").stdout
    verdict("blank-has-all", not ("Vår" in blank and "Høst" in blank) and "some are missing")


def check_none(work):
    evaluated = [("e1", "employee: e1\nunit: topp\nconversation: { held: 2027-01-20 }\nevaluation: { held: 2027-12-10 }\n")]
    folder = make(work, "none", BASE, evaluated)
    text = samtale(folder, "status", "--as-of", "2027-12-31", "--unit", "topp").stdout
    verdict("evaluations-without-denominator", not re.search(r"evaluations +1 held\n", text) and text[:600])
    verdict("follow-ups-have-no-column", "follow-ups" in text and text[:600])
    screen = samtale(folder, "status", "--as-of", "2027-12-31").stdout
    verdict("nor-on-one-screen", not re.search(r"^evaluation +1$", screen, re.M) and screen)
    said = samtale(folder, "check").stdout
    verdict("check-says-so", "the cycle has no evaluation" not in said and said)
    folder = make(work, "neither", BASE)
    text = samtale(folder, "status", "--as-of", "2027-12-31", "--unit", "topp").stdout
    verdict("evaluation-has-no-column", "evaluation" in text and text[:600])
    samtale(folder, "summaries", "--draft", "--quiet")
    rows = (folder / "out/2027/summaries/summary.csv").read_text()
    verdict("csv-has-neither", ("evaluations," in rows or "follow-ups," in rows) and "it counts what the cycle does not have")
    folder = make(work, "next", BASE + "evaluation: with-next-conversation\n")
    verdict("next-conversation-is-one", "the cycle has no evaluation" in samtale(folder, "check").stdout and "check says there is none")


def check_early(work):
    for name, window, early in (("before", "{ from: 2027-03-01, to: 2027-03-19 }", True), ("after", "{ from: 2027-06-14, to: 2027-06-25 }", False),
                                ("beside", "{ from: 2027-05-03, to: 2027-05-14 }", False)):
        folder = make(work, f"early-{name}", BASE + FOLLOW_UPS + EVALUATION + f"process-evaluation: {window}\n")
        asks = "Oppfølgingsarket" in samtale(folder, "forms", "process-evaluation", "--dump", "doc").stdout
        verdict(f"asks-{name}", asks == early and "it asks about what nobody has seen" if early else not asks and "it does not ask")
        verdict(f"check-{name}", ("ends before the first follow-up" in samtale(folder, "check").stdout) != early and "check says otherwise")


with tempfile.TemporaryDirectory() as work:
    check_papers(work)
    check_none(work)
    check_early(work)
sys.exit(failed)
