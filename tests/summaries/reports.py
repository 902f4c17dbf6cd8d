#!/usr/bin/python3
"""Evaluation reports as their readers see them: one page that says what the CSV of the same run says (recount.py judges that), then
annexes that say so; what is too small or not released says so, and has no heading; who is missing what; every kind is accessible and
archival in every language, its tables whole as tags.
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
SHARE = {"nb": "{} %*", "nn": "{} %*", "en": "{}%*"}
MET = {"nb": "{} av målene er nådd", "nn": "{} av måla er nådde", "en": "{} of the goals have been met"}
NEED = {"nb": "Aa: {} trenger det.", "nn": "Aa: {} treng det.", "en": "Aa: {} need it."}
FEW = {"nb": "Det er for få svar til å vise noe.", "nn": "Det er for få svar til å vise noko.", "en": "There are too few answers to show anything."}
LATER = {"nb": "Svarene er ikke lagt fram ennå.", "nn": "Svara er ikkje lagde fram enno.", "en": "The answers have not been released yet."}
TOO_FEW = {"nb": "for få til å vise", "nn": "for få til å vise", "en": "too few to show"}
DRAFT = {"nb": "Resultatene er ikke lagt fram ennå.", "nn": "Resultata er ikkje lagde fram enno.", "en": "The results have not been released yet."}
HEADLINE = {"nb": "Alle har hatt samtale.", "nn": "Alle har hatt samtale.", "en": "Everybody has had a conversation."}
FIRST = {"nb": "Se på dette først", "nn": "Sjå på dette først", "en": "Look at this first"}
ANNEX = {"nb": "Vedlegg: alle enheter og tall", "nn": "Vedlegg: alle einingar og tal", "en": "Annex: all units and figures"}
UNITS = {"nb": "Enhetene –", "nn": "Einingane –", "en": "The units –"}
NO_GOALS = {"nb": "«Først» har ingen mål", "nn": "«Først» har ingen mål", "en": "“Først” has no goals"}
LOT = {"nb": "trukket ved lodd", "nn": "trekte ved lodd", "en": "drawn by lot"}
HEADINGS = {"nb": ["Kompetanse flest trenger", "Målene etter type"], "nn": ["Kompetanse flest treng", "Måla etter type"], "en": ["Competences needed most", "Goals by kind"]}
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
        plan = {"employee": f"e{n}", "unit": homes[at]["id"], "conversation": {"held": "2027-01-20"}, "goals": goals, "competence-needs": needs(n),
                "agreed": {"employee": "2027-01-25", "leader": "2027-01-25"}, "follow-ups": [{"held": "2027-05-20", "progress": [{"goal": "g0", "status": "on-track"}]}]}
        if n not in (5, 6):
            plan["evaluation"] = {"held": "2027-12-10"}
        write(folder / f"plans/2027/e{n}.yaml", plan)
    units[0]["employees"][0]["leader"] = {"name": "Ordføreren"}
    write(folder / "samtale.yaml", {
        "organisation": "Prøve kommune", "language": language, "period": "2027", "dates": {"from": "2027-01-01", "to": "2027-12-31"}, "follow-ups": [{"name": "Vår", "from": "2027-05-03", "to": "2027-06-11"}],
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


def words(path, first=1, last=99):
    text = subprocess.run(["pdftotext", "-layout", "-f", str(first), "-l", str(last), path, "-"], capture_output=True, text=True).stdout  # of no page: nothing
    return re.sub(r"\s+", " ", text)


def rows_of(out):
    with open(out / "summary.csv", newline="") as file:
        return list(csv.DictReader(file))


def share(language, rows, measure, category, unit="u0"):
    row = next(r for r in rows if (r["unit"], r["measure"], r["category"]) == (unit, measure, category))
    return SHARE[language].format(row["percent"])


def summaries(folder, *options):
    subprocess.run([SAMTALE, "-C", folder, "summaries", "--quiet", *options], check=True, env=ENVIRONMENT)
    return folder / "out/2027/summaries"


def check_hr(name, language, text, given, rows):
    if len(given) < 10:
        verdict(f"{name}-not-shown", LATER[language] not in text and FEW[language] not in text and "nothing says that the answers are not shown")
        inside = [s for s in ("Fritekst", statement(language, "pack")) if s in text]
        verdict(f"{name}-nothing-of-answers", inside and f"it shows {inside[0]!r}")
        return
    agree = next(r for r in rows if (r["unit"], r["measure"]) == ("u0", "scale.pack"))
    if len(given) >= 20:
        line = next((s for s in text.split(".") if statement(language, "pack")[:30] in s), text)
        verdict(f"{name}-agreement", f"{agree['percent']}" not in text and line)
        order = [int(n) for n in re.findall(rf"(\d+) ?% (?:av|of) {len(given)}\*", text)][:8]
        verdict(f"{name}-order", order != sorted(order, reverse=True) and f"statements stand in the order {order}")
    shown = sorted(set(re.findall(r"Fritekst \d+", text)))
    released = sorted(a["helped"] for a in given if a["released"])
    verdict(f"{name}-texts", shown != released and f"it shows {sorted(set(shown) ^ set(released))[:3]} otherwise than released")
    others = re.findall(r"Eget behov \d", text)
    verdict(f"{name}-own-needs", others != ["Eget behov 0", "Eget behov 1"] and f"needs in people's own words are {others}")


def check_needs():
    """A need that stands out, and two that do not."""
    for language in NEED:
        for name, needs in (("one", lambda n: ["a"]), ("alike", lambda n: ["a" if n % 2 else "b"])):
            with tempfile.TemporaryDirectory() as work:
                folder = Path(work)
                make(folder, language, 0, random.Random(27), needs)
                out = summaries(folder)
                text = words(out / "organisation-report/organisation-report.pdf")
                said = NEED[language].format(share(language, rows_of(out), "need.a", "people"))
            verdict(f"{language}-needs-{name}", (said in text) != (name == "one") and f"{said!r}: {said in text}")


def check_page(name, language, folder, rows):
    """One page, with its headline, what to look at first, and what its figures mean; then annexes, which say so."""
    for kind, unit, annexed in (("organisation-report/organisation-report", "u0", True), ("unit-report/u1", "u1", False)):
        path = folder / f"{kind}.pdf"
        page, rest = words(path, 1, 1), words(path, 2)
        goals = MET[language].format(share(language, rows, "goals", "met", unit))
        missing = [s for s in (HEADLINE[language], FIRST[language], goals, LOT[language]) if s not in page]
        verdict(f"{name}-{unit}-page", missing and f"{missing[0]!r} is not on the first page")
        verdict(f"{name}-{unit}-annex", (ANNEX[language] in rest) != annexed and f"behind it there is {rest[:80]!r}")
        verdict(f"{name}-{unit}-one-page", annexed and rest.find(ANNEX[language]) > 120 and f"the page goes on: {rest[:120]!r}")
        verdict(f"{name}-{unit}-heading", (UNITS[language] in page) != annexed and "the heading of the units is there without any, or is not")
    verdict(f"{name}-no-goals", NO_GOALS[language] not in words(folder / "organisation-report/organisation-report.pdf", 1, 1) and "nobody is told that the focus area has no goals")


def check_small(name, language, folder, rows):
    small = [r for r in rows if r["unit"] == "u2" and r["basis"] != "exact"]
    text = words(folder / "organisation-report/organisation-report.pdf")
    verdict(f"{name}-small-unit", {r["basis"] for r in small} != {"too-few"} and f"the small unit is shown: {small[:2]}")
    verdict(f"{name}-small-unit-said", TOO_FEW[language] not in text and "nothing says that it is too small")
    verdict(f"{name}-small-unit-page", (folder / "unit-report/u2.pdf").exists() and "it has a page of its own")


def check_only(language):
    """Who asks for a unit that is too small gets no page, and is told where its coverage stands."""
    with tempfile.TemporaryDirectory() as work:
        make(Path(work), language, 0, random.Random(27))
        done = subprocess.run([SAMTALE, "-C", work, "summaries", "--quiet", "--unit", "u2"], capture_output=True, text=True, env={**ENVIRONMENT, "LANGUAGE": "en"})
        verdict(f"{language}-only-small", "Lille enhet has too few people for a page of its own" not in done.stderr and done.stderr)
        verdict(f"{language}-only-small-page", [str(p) for p in Path(work).rglob("*.pdf")])


def check_missing(name, folder):
    """Who is missing what, as it was left out: no results, and nobody who has had theirs."""
    with open(folder / "missing.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    listed = {(row[2], row[4]) for row in rows[1:]}
    verdict(f"{name}-missing", listed != {("Person 5", "2027-12-17"), ("Person 6", "2027-12-17")} and f"it lists {sorted(listed)[:4]}")


def check_draft(language):
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make(folder, language, 0, random.Random(27))
        text = words(summaries(folder, "--draft") / "organisation-report/organisation-report.pdf")
    empty = [title for title in HEADINGS[language] if title in text]
    verdict(f"{language}-draft", DRAFT[language] not in text and "it does not say that results come later")
    verdict(f"{language}-draft-headings", empty and f"it has a heading without content: {empty[0]}")
    verdict(f"{language}-draft-lot", LOT[language] in text and "it tells of a lot where nothing is drawn")


def check_others(language):
    """The half-year report and the competence plan: in files of their own, with nothing of the evaluation overwritten."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make(folder, language, 0, random.Random(27), lambda n: ["a"] if n % 3 else [])
        out = summaries(folder)
        before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
        summaries(folder, "--half-year")
        summaries(folder, "--competence")
        made = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file() and p not in before)
        verdict(f"{language}-names", [p for p in made if not p.startswith(("half-year", "competence"))])
        verdict(f"{language}-kept", [p.name for p in before if not p.exists() or p.read_bytes() != before[p]])
        wanted = {"half-year-report/half-year-report.pdf", "half-year-unit-report/u1.pdf", "competence-plan/competence-plan.pdf"}
        verdict(f"{language}-made", sorted(wanted - set(made)))
        verdict(f"{language}-competence", not re.search(r"Aa .*\*", words(out / "competence-plan/competence-plan.pdf")) and "the need is not there")
        judge(f"{language}-others", [out / p for p in wanted])


def judge(name, files):
    judged = subprocess.run(["/usr/bin/python3", ROOT / "tests/pdf/judge.py", *files], capture_output=True, text=True)
    verdict(f"{name}-judged", judged.returncode and judged.stdout.splitlines()[:1])


def tables(path):
    """The rows of each table as a reader that follows the tags has them: the texts of its cells."""
    import pikepdf
    with pikepdf.open(path) as pdf:
        def walk(node, kind):
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    if str(kid.S) == kind:
                        yield kid
                    else:
                        yield from walk(kid, kind)
        return [[len([c for kind in ("/TH", "/TD") for c in walk(row, kind)]) for row in walk(table, "/TR")]
                for table in walk(pdf.Root.StructTreeRoot, "/Table")]


def check_tables(name, path):
    found = tables(path)
    verdict(f"{name}-tables", (len(found) < 4 or any(len(set(rows)) != 1 for rows in found)) and f"tables have rows of {found}")


def check(language, answers, dice):
    name = f"{language}-{answers}"
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        given = make(folder, language, answers, dice, lambda n: [{"other": f"Eget behov {n % 2}"}] if n % 9 == 1 else [])
        done = subprocess.run([SAMTALE, "-C", work, "summaries", "--quiet"], capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode:
            verdict(name, f"ended with {done.returncode}: {done.stderr[:400]}")
            return
        out = folder / "out/2027/summaries"
        rows, texts = rows_of(out), {kind: words(out / f"{file}.pdf") for kind, file in KINDS.items()}
        check_hr(name, language, texts["hr-report"], given, rows)
        check_page(name, language, out, rows)
        check_small(name, language, out, rows)
        check_missing(name, out)
        for kind, text in texts.items():
            verdict(f"{name}-{kind}-no-goal", "Hemmelig" in text and "a goal's text is in it")
        if answers < 5:
            return
        judge(name, sorted(out.rglob("*.pdf")))
        check_tables(name, out / "organisation-report/organisation-report.pdf")


def main():
    dice = random.Random(27)
    for language in ("nb", "nn", "en"):
        check_draft(language)
        check_others(language)
        check_only(language)
        for answers in (37, 12, 4, 0):
            check(language, answers, dice)
    check_needs()
    return failed


sys.exit(main())
