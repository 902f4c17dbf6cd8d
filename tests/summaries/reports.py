#!/usr/bin/python3
"""Evaluation reports as their readers see them: sentences and tables say what the CSV of the same run says (recount.py judges that),
what is too small or not released says so, differences are named where the lot cannot explain them; every kind is accessible and
archival in every language.
"""
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
KINDS = {"unit-report": "unit-report/u1", "organisation-report": "organisation-report/organisation-report", "hr-report": "hr-report/hr-report"}
TRAINING = ["setting-goals", "giving-feedback", "difficult-talks", "using-forms"]
MET = {"nb": "Mål som er nådd: {}.", "nn": "Mål som er nådde: {}.", "en": "Goals that have been met: {}."}
SHARE = {"nb": "{} % av {}*", "nn": "{} % av {}*", "en": "{}% of {}*"}
AGREE = {"nb": "Flest er enige i dette: «{}» ({})", "nn": "Flest er samde i dette: «{}» ({})", "en": "Most agreement: “{}” ({})"}
NEED = {"nb": "Flest trenger {}: {}.", "nn": "Flest treng {}: {}.", "en": "Most often needed: {} ({})."}
NO_NEED = {"nb": "Ingen kompetanse skiller seg klart ut.", "nn": "Ingen kompetanse skil seg klart ut.", "en": "No skill stands out clearly."}
FEW = {"nb": "Det er for få svar til å vise noe.", "nn": "Det er for få svar til å vise noko.", "en": "There are too few answers to show anything."}
LATER = {"nb": "Svarene er ikke lagt fram ennå.", "nn": "Svara er ikkje lagde fram enno.", "en": "The answers have not been released yet."}
TOO_FEW = {"nb": "for få til å vise", "nn": "for få til å vise", "en": "too few to show"}
DRAFT = {"nb": "Resultatene er ikke lagt fram ennå.", "nn": "Resultata er ikkje lagde fram enno.", "en": "The results have not been released yet."}
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1831000000"}  # in 2028
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


def make(folder, language, answers, dice, needs=lambda n: []):
    """Two units of forty and three people; what was written is returned, as it will have to be counted."""
    units = [{"id": "u0", "name": "Prøve kommune", "leader": "e0", "employees": [], "units": [
        {"id": "u1", "name": "Store enhet", "leader": "e1", "employees": []}, {"id": "u2", "name": "Lille enhet", "leader": "e2", "employees": []}]}]
    homes = [units[0], *units[0]["units"]]
    for n in range(46):
        at = n if n < 3 else 1 if n < 42 else 2 if n < 44 else 0
        homes[at]["employees"].append({"id": f"e{n}", "name": f"Person {n}"})
        goals = [{"id": f"g{k}", "kind": "work", "goal": f"Hemmelig {n}-{k}", "attainment": dice.choice(["met", "met", "partly"])} for k in range(1)]
        write(folder / f"plans/2027/e{n}.yaml", {"employee": f"e{n}", "unit": homes[at]["id"], "conversation": {"held": "2027-01-20"}, "goals": goals,
                                                     "evaluation": {"held": "2027-12-10"}, "competence-needs": needs(n)})
    units[0]["employees"][0]["leader"] = {"name": "Ordføreren"}
    write(folder / "samtale.yaml", {
        "organisation": "Prøve kommune", "language": language, "period": "2027", "dates": {"from": "2027-01-01", "to": "2027-12-31"},
        "conversations": {"from": "2027-01-11", "to": "2027-02-26"}, "hr": {"name": "HR"},
        "evaluation": {"from": "2027-11-29", "to": "2027-12-17"}, "competences": {"a": "Aa", "b": "Bb"}})
    write(folder / "org.yaml", {"unit": units[0]})
    (folder / "secret.key").write_bytes(b"the same lot whenever it is run!")
    (folder / "secret.key").chmod(0o600)
    write(folder / "priorities/2027/u0.md", "Innledning.\n\n## Først {#forst}\n\nTekst.\n")
    given = []
    for n in range(answers):
        given.append({"unit": "u1", "role": "employee", "scales": {"pack": str(dice.choice([4, 5])), "heard": str(dice.choice([1, 2, 5]))},
                      "training-needs": [dice.choice(TRAINING)], "helped": f"Fritekst {n}", "released": n % 2 == 0})
        write(folder / f"answers/2027/{n:08x}.yaml", given[-1])
    return given


def words(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return re.sub(r"\s+", " ", text)


def rows_of(out):
    with open(out / "summary.csv", newline="") as file:
        return list(csv.DictReader(file))


def share(language, rows, measure, category, unit="u0"):
    row = next(r for r in rows if (r["unit"], r["measure"], r["category"]) == (unit, measure, category))
    return SHARE[language].format(row["percent"], row["of"])


def check_hr(name, language, text, given, rows):
    if len(given) < 20:
        said = LATER if len(given) < 10 else None
        verdict(f"{name}-not-shown", said and said[language] not in text and "nothing says that the answers are not shown")
        inside = [s for s in ("Fritekst", statement(language, "pack")) if s in text and len(given) < 10]
        verdict(f"{name}-nothing-of-answers", inside and f"it shows {inside[0]!r}")
        return
    verdict(f"{name}-not-too-few", (FEW[language] in text or LATER[language] in text) and "it says that there are too few")
    said = AGREE[language].format(statement(language, "pack"), share(language, rows, "scale.pack", "agree"))
    verdict(f"{name}-agreement", said not in text and f"{said!r} is not there")
    shown = re.findall(r"Fritekst \d+", text)
    released = [a["helped"] for a in given if a["released"]]
    verdict(f"{name}-texts", sorted(shown) != sorted(released) and f"it shows {sorted(set(shown) ^ set(released))[:3]} otherwise than released")


def check_needs():
    """A need that stands out, and two that do not."""
    for language in NEED:
        for name, needs in (("one", lambda n: ["a"]), ("alike", lambda n: ["a" if n % 2 else "b"])):
            with tempfile.TemporaryDirectory() as work:
                folder = Path(work)
                make(folder, language, 0, random.Random(27), needs)
                subprocess.run([SAMTALE, "-C", work, "summaries", "--quiet"], check=True, env=ENVIRONMENT)
                out = folder / "out/2027/summaries"
                text = words(out / "organisation-report/organisation-report.pdf")
                said = NEED[language].format("Aa", share(language, rows_of(out), "need.a", "people")) if name == "one" else NO_NEED[language]
            verdict(f"{language}-needs-{name}", said not in text and f"{said!r} is not there")


def check_attainment(name, language, texts, rows):
    for kind, unit in (("organisation-report", "u0"), ("unit-report", "u1")):
        said = MET[language].format(share(language, rows, "goals", "met", unit))
        verdict(f"{name}-{kind}-attainment", said not in texts[kind] and f"{said!r} is not there")
    small = [r for r in rows if r["unit"] == "u2" and r["basis"] != "exact"]
    verdict(f"{name}-small-unit", {r["basis"] for r in small} != {"too-few"} and f"the small unit is shown: {small[:2]}")
    verdict(f"{name}-small-unit-said", TOO_FEW[language] not in texts["organisation-report"] and "nothing says that it is too small")


def check_draft(language):
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make(folder, language, 0, random.Random(27))
        subprocess.run([SAMTALE, "-C", work, "summaries", "--draft", "--quiet"], check=True, env=ENVIRONMENT)
        text = words(folder / "out/2027/summaries/organisation-report/organisation-report.pdf")
    strings = (ROOT / f"templates/{language}/strings.yaml").read_text()
    title = re.search(r"^  priorities-title: (.*)$", strings, re.M)[1]
    verdict(f"{language}-draft", (DRAFT[language] not in text or title in text) and "it does not say that results come later, or has headings for them")


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
        done = subprocess.run([SAMTALE, "-C", work, "summaries", "--quiet"], capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode:
            verdict(name, f"ended with {done.returncode}: {done.stderr[:400]}")
            return
        out = folder / "out/2027/summaries"
        rows, texts = rows_of(out), {kind: words(out / f"{file}.pdf") for kind, file in KINDS.items()}
        check_hr(name, language, texts["hr-report"], given, rows)
        check_attainment(name, language, texts, rows)
        check_headings(name, language, texts["organisation-report"])
        for kind, text in texts.items():
            verdict(f"{name}-{kind}-no-goal", "Hemmelig" in text and "a goal's text is in it")
        if answers < 5:
            return
        files = sorted(out.rglob("*.pdf"))
        judged = subprocess.run(["/usr/bin/python3", ROOT / "tests/pdf/judge.py", *files], capture_output=True, text=True)
        verdict(f"{name}-judged", judged.returncode and judged.stdout.splitlines()[:1])


def main():
    dice = random.Random(27)
    for language in ("nb", "nn", "en"):
        check_columns(language)
        check_draft(language)
        for answers in (37, 12, 4, 0):
            check(language, answers, dice)
    check_needs()
    return failed


sys.exit(main())
