#!/usr/bin/python3
"""Evaluation reports as their readers see them: the sentences and tables say what the YAML files say, computed a second time;
what is withheld in the CSV stands in no report; every kind is accessible and archival in every language.
"""
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
KINDS = {"unit-report": "unit-report/u1", "organisation-report": "organisation-report/organisation-report", "hr-report": "hr-report/hr-report"}
TRAINING = ["setting-goals", "giving-feedback", "difficult-talks", "using-forms"]
AGREE = {"nb": "Flest er enige i dette: «{}» {} av {} svarte 4 eller 5.", "nn": "Flest er samde i dette: «{}» {} av {} svarte 4 eller 5.",
         "en": "Most agreement: “{}” {} of {} answered 4 or 5."}
MET = {"nb": "{} av {} arbeidsmål og prioriterte oppgaver er nådd.", "nn": "{} av {} arbeidsmål og prioriterte oppgåver er nådde.",
       "en": "{} of {} work goals and priority tasks have been met."}
FEW = {"nb": "Det er for få svar til å vise noe.", "nn": "Det er for få svar til å vise noko.", "en": "There are too few answers to show anything."}
WHY = {"nb": "Ikke vist: Tallet", "nn": "Ikkje vist: Talet", "en": "Not shown: the figure"}
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL reports/{name}: {problem}" if problem else f"ok reports/{name}")
    failed = failed or bool(problem)


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def statement(language, question):
    text = (ROOT / f"templates/{language}/process-evaluation.md").read_text()
    return re.search(rf'\{{ id: {question}, text: "([^"]+)"', text).group(1)


def make(folder, language, answers, dice):
    """Two units of forty and three people; what was written is returned, as it will have to be counted."""
    units = [{"id": "u0", "name": "Prøve kommune", "leader": "e0", "employees": [], "units": [
        {"id": "u1", "name": "Store enhet", "leader": "e1", "employees": []}, {"id": "u2", "name": "Lille enhet", "leader": "e2", "employees": []}]}]
    homes = [units[0], *units[0]["units"]]
    for n in range(46):
        at = n if n < 3 else 1 if n < 42 else 2 if n < 44 else 0
        homes[at]["employees"].append({"id": f"e{n}", "name": f"Person {n}"})
        goals = [{"id": f"g{k}", "kind": "work", "goal": f"Hemmelig {n}-{k}", "attainment": dice.choice(["met", "met", "partly"])} for k in range(1)]
        write(folder / f"plans/2027/e{n}.yaml", {"employee": f"e{n}", "unit": homes[at]["id"], "conversation": {"held": "2027-01-20"}, "goals": goals})
    units[0]["employees"][0]["leader"] = {"name": "Ordføreren"}
    write(folder / "samtale.yaml", {
        "organisation": "Prøve kommune", "language": language, "period": "2027", "dates": {"from": "2027-01-01", "to": "2027-12-31"},
        "conversations": {"from": "2027-01-11", "to": "2027-02-26"}, "hr": {"name": "HR"}})
    write(folder / "org.yaml", {"unit": units[0]})
    write(folder / "priorities/2027/u0.md", "Innledning.\n\n## Først {#forst}\n\nTekst.\n")
    given = []
    for n in range(answers):
        given.append({"unit": "u1", "role": "employee", "scales": {"pack": str(dice.choice([3, 4, 5])), "heard": str(dice.choice([1, 2, 5]))},
                      "training-needs": [dice.choice(TRAINING)], "helped": f"Fritekst {n}", "released": n % 2 == 0})
        write(folder / f"answers/2027/{n:08x}.yaml", given[-1])
    return given


def words(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


def check_hr(name, language, text, given):
    if len(given) < 5:
        verdict(f"{name}-too-few", FEW[language] not in text and "nothing says that there are too few answers")
        inside = [s for s in ("Fritekst", statement(language, "pack")) if s in text]
        verdict(f"{name}-nothing-of-answers", inside and f"it shows {inside[0]!r}")
        return
    shares = {q: sum(a["scales"][q] in "45" for a in given) for q in ("pack", "heard")}
    best = max(shares, key=shares.get)
    said = AGREE[language].format(statement(language, best), shares[best], len(given))
    verdict(f"{name}-agreement", said not in text and f"{said!r} is not there")
    shown = set(re.findall(r"Fritekst \d+", text))
    released = {a["helped"] for a in given if a["released"]}
    verdict(f"{name}-texts", shown != released and f"it shows {sorted(shown ^ released)[:3]} otherwise than released")


SHOWN_ONLY = {"nb": "Tall som ikke vises", "nn": "Tal som ikkje blir viste", "en": "Figures that are not shown"}


def check_needs():
    """Two competences that can be counted, and one that so many need that those who do not could be told."""
    for language in SHOWN_ONLY:
        for hidden in (False, True):
            with tempfile.TemporaryDirectory() as work:
                folder = Path(work)
                make(folder, language, 0, random.Random(27))
                write(folder / "samtale.yaml", (folder / "samtale.yaml").read_text()[:-1] + ', "competences": {"a": "Aa", "b": "Bb", "c": "Cc"}}')
                top = {"id": "u0", "name": "Prøve kommune", "leader": "e0", "employees": [{"id": f"e{n}", "name": f"Person {n}"} for n in range(46)]}
                top["employees"][0]["leader"] = {"name": "Ordføreren"}
                write(folder / "org.yaml", {"unit": top})
                for n, path in enumerate(sorted((folder / "plans/2027").iterdir())):
                    plan = {**json.loads(path.read_text()), "unit": "u0"}
                    plan["competence-needs"] = [c for c, of in (("a", range(30)), ("b", range(9, 25)), ("c", range(2 if hidden else 30, 46))) if n in of]
                    write(path, plan)
                subprocess.run([SAMTALE, "-C", work, "summaries", "--quiet"], check=True)
                text = words(folder / "out/2027/summaries/organisation-report/organisation-report.pdf")
            name = f"{language}-needs-{'hidden' if hidden else 'shown'}"
            verdict(name, "Aa" not in text and "what is needed most is not said" or
                    (SHOWN_ONLY[language] in text) != hidden and "it compares what is not shown")


def check_attainment(name, language, out, text, folder):
    plans = [json.loads(p.read_text()) for p in (folder / "plans/2027").iterdir()]
    count = Counter(g["attainment"] for p in plans for g in p["goals"])
    said = MET[language].format(count["met"], sum(count.values()))
    verdict(f"{name}-attainment", said not in text and f"{said!r} is not there")
    with open(out / "summary.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    small = [r for r in rows if r["unit"] == "u2" and r["measure"] == "attainment.work"]
    verdict(f"{name}-small-unit", (not small or any(r["withheld"] != "true" or r["count"] for r in small)) and f"the small unit is shown: {small[:1]}")


def check_headings(name, language, text):
    """Under "Unit by unit" what is said of goals and of coverage is told apart: each has its heading."""
    strings = (ROOT / f"templates/{language}/strings.yaml").read_text()
    titles = [re.search(rf"^  {key}: (.*)$", strings, re.M)[1] for key in ("multiples-title", "coverage-title")]
    verdict(f"{name}-headings", not re.search(f"{titles[0]} .*{titles[1]} ", text) and f"{titles} are not there in this order")


def check_columns(language):
    """How figures are counted is told of columns that are there, by their names."""
    strings = (ROOT / f"templates/{language}/strings.yaml").read_text()
    names = {re.search(rf"^  {key}: (.*)$", strings, re.M)[1] for key in ("held", "due")}
    for kind in KINDS:
        first = re.search(r"^- ([«“].*)$", (ROOT / f"templates/{language}/{kind}.md").read_text(), re.M)[1]
        told = set(re.findall(r"[«“]([^»”]*)[»”]", first))
        verdict(f"{language}-{kind}-columns", told != names and f"it tells of {sorted(told)}, and the columns are {sorted(names)}")


def check(language, answers, dice):
    name = f"{language}-{answers}"
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        given = make(folder, language, answers, dice)
        done = subprocess.run([SAMTALE, "-C", work, "summaries", "--quiet"], capture_output=True, text=True)
        if done.returncode:
            verdict(name, f"ended with {done.returncode}: {done.stderr[:400]}")
            return
        out = folder / "out/2027/summaries"
        texts = {kind: words(out / f"{file}.pdf") for kind, file in KINDS.items()}
        check_hr(name, language, texts["hr-report"], given)
        check_attainment(name, language, out, texts["organisation-report"], folder)
        check_headings(name, language, texts["organisation-report"])
        for kind, text in texts.items():
            verdict(f"{name}-{kind}-no-goal", "Hemmelig" in text and "a goal's text is in it")
            again = WHY[language] in text and re.search(rf"({WHY[language]}[^.]*\.)\s*\1", text)
            verdict(f"{name}-{kind}-said-once", again and "why something is withheld is said twice in a row")
        if answers < 5:
            return
        files = sorted(out.rglob("*.pdf"))
        judged = subprocess.run(["/usr/bin/python3", ROOT / "tests/pdf/judge.py", *files], capture_output=True, text=True)
        verdict(f"{name}-judged", judged.returncode and judged.stdout.splitlines()[:1])


def main():
    dice = random.Random(27)
    for language in ("nb", "nn", "en"):
        check_columns(language)
        for answers in (23, 4, 0):
            check(language, answers, dice)
    check_needs()
    return failed


sys.exit(main())
