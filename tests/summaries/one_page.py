#!/usr/bin/python3
"""A report is one page whatever is on it: units and focus areas with short, long and very long names, on A4 and Letter, in every language.
What the page leaves out is counted there, and stands in the annex; what is due is the same on the page and in the CSV.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = os.environ.get("SAMTALE", str(ROOT / "build/samtale"))
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1831000000"}  # in 2028
UNITS, AREAS, PEOPLE = 12, 7, 10
TABLES = {"nb": "Enhetene –|Satsingsområdene Område", "nn": "Einingane –|Satsingsområda Område", "en": "The units –|The focus areas Area"}
LONGER = ["", " – seksjon for tverrfaglige tjenester", (" for samordnede tjenester" * 20)[:490]]  # names have at most 500 characters
ANNEX = {"nb": "Vedlegg: alle enheter og tall", "nn": "Vedlegg: alle einingar og tal", "en": "Annex: all units and figures"}
MORE = {"nb": r"(\d+|Én|Ett) {} til står", "nn": r"(\d+|Éi|Eitt) {} til står", "en": r"(\d+|One) more {} (?:is|are)"}
NOUNS = {"nb": ("enhet(?:er)?", "satsingsområder?"), "nn": ("eining(?:ar)?", "satsingsområde"), "en": ("units?", "focus areas?")}
failed = False


def verdict(name, problem):
    global failed
    print(f"FAIL one_page/{name}: {problem}" if problem else f"ok one_page/{name}")
    failed = failed or bool(problem)


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def make(folder, language, paper, longer, units=UNITS, areas=AREAS):
    """Half of the spring's follow-ups are held, and none of the autumn's."""
    root = {"id": "u", "name": "Prøve kommune", "leader": "e0", "employees": [{"id": "e0", "name": "Leder", "leader": {"name": "Ordføreren"}}], "units": []}
    for u in range(units):
        people = [{"id": f"e{1 + u * PEOPLE + n}", "name": f"Person {n}"} for n in range(PEOPLE)]
        root["units"].append({"id": f"u{u}", "name": f"Uu{u}" + longer, "leader": people[0]["id"], "employees": people})
    for n in range(1 + units * PEOPLE):
        plan = {"employee": f"e{n}", "unit": "u" if not n else f"u{(n - 1) // PEOPLE}"}
        if n % 5:
            plan |= {"conversation": {"held": "2027-01-20"}, "agreed": {"employee": "2027-01-25", "leader": "2027-01-25"}, "competence-needs": [f"c{n % 4}"],
                     "goals": [{"id": "g", "kind": "work", "goal": "x", "attainment": "met", "supports": f"a{n % areas or 1}"}], "evaluation": {"held": "2027-12-10"}}
        if n % 2:
            plan["follow-ups"] = [{"held": "2027-05-20", "progress": [{"goal": "g", "status": "on-track"}]}] if n % 5 else [{"held": "2027-05-20"}]
        write(folder / f"plans/2027/e{n}.yaml", plan)
    write(folder / "samtale.yaml", {
        "organisation": "Prøve kommune", "language": language, "paper": paper, "period": "2027", "dates": {"from": "2027-01-01", "to": "2027-12-31"},
        "follow-ups": [{"name": "Vår", "from": "2027-05-03", "to": "2027-06-11"}, {"name": "Høst", "from": "2027-09-20", "to": "2027-10-29"}],
        "conversations": {"from": "2027-01-11", "to": "2027-02-26"}, "hr": {"name": "HR"}, "evaluation": {"from": "2027-11-29", "to": "2027-12-17"},
        "competences": {f"c{k}": f"Kk{k}" + longer for k in range(4)}})
    write(folder / "org.yaml", {"unit": root})
    (folder / "secret.key").write_bytes(b"the same lot whenever it is run!")
    (folder / "secret.key").chmod(0o600)
    write(folder / "priorities/2027/u.md", "Innledning.\n\n" + "".join(f"## Aa{k}{longer} {{#a{k}}}\n\nTekst.\n\n" for k in range(areas)))


def summaries(folder, *options, today=None):
    env = {**ENVIRONMENT, **({"SOURCE_DATE_EPOCH": today} if today else {})}
    subprocess.run([SAMTALE, "-C", folder, "summaries", "--quiet", *options], check=True, env=env)
    return folder / "out/2027/summaries"


def words(path, first, last):
    return re.sub(r"\s+", " ", subprocess.run(["pdftotext", "-layout", "-f", str(first), "-l", str(last), path, "-"], capture_output=True, text=True).stdout)


def left_out(language, page, which):
    said = re.search(MORE[language].format(NOUNS[language][which]), page)
    return 0 if not said else int(said[1]) if said[1].isdigit() else 1


def check(language, paper, size):
    name = f"{language}-{paper}-{size}"
    with tempfile.TemporaryDirectory() as work:
        make(Path(work), language, paper, LONGER[size])
        path = summaries(Path(work)) / "organisation-report/organisation-report.pdf"
        page, rest = words(path, 1, 1), words(path, 2, 99)
    verdict(f"{name}-page", not 0 <= rest.find(ANNEX[language]) < 120 and f"the page goes on: {rest[:160]!r}")
    tables = re.split(TABLES[language], page, maxsplit=1)[-1]
    for which, letters, all_ in ((0, "Uu", UNITS), (1, "Aa", AREAS)):
        shown, more = set(re.findall(rf"{letters}\d+", tables)), left_out(language, page, which)
        verdict(f"{name}-{letters}-counted", (shown or more) and len(shown) + more != all_ and f"it shows {sorted(shown)} and says that there are {more} more")
        missing = [n for n in range(all_) if f"{letters}{n}" not in rest]
        verdict(f"{name}-{letters}-annexed", len(shown) < all_ and missing and f"{letters}{missing[0]} is nowhere")


def check_leaf(language):
    """A unit without units below has an annex only for what its page leaves out."""
    for areas in (3, 25):
        with tempfile.TemporaryDirectory() as work:
            make(Path(work), language, "Letter", LONGER[1], 2, areas)
            path = summaries(Path(work), "--draft") / "unit-report/u1.pdf"
            page, rest = words(path, 1, 1), words(path, 2, 9)
        more = left_out(language, page, 1)
        missing = [n for n in range(areas) if f"Aa{n}" not in rest]
        verdict(f"{language}-leaf-{areas}", bool(more) != (areas > 3) and f"{more} focus areas are left out")
        verdict(f"{language}-leaf-{areas}-annex", (more and missing or not more and rest) and f"the page leaves out {more}, the annex has {rest[:80]!r}")


def check_due():
    """In summer, what comes in autumn is missing nowhere."""
    with tempfile.TemporaryDirectory() as work:
        make(Path(work), "en", "A4", "", 3)
        out = summaries(Path(work), "--half-year")
        with open(out / "half-year-summary.csv", newline="") as file:
            due = {r["category"]: r["count"] for r in csv.DictReader(file) if (r["unit"], r["measure"]) == ("u", "follow-ups")}
        page = words(out / "half-year-report/half-year-report.pdf", 1, 1)
        then = json.loads((Path(work) / "history/2027.json").read_text())["releases"][0]["units"][0]["coverage"]
        draft = words(summaries(Path(work), "--draft", "--as-of", "2027-03-01") / "organisation-report/organisation-report.pdf", 1, 1)
        today = words(summaries(Path(work), "--draft", today="1803891600") / "organisation-report/organisation-report.pdf", 1, 1)  # the same day
    verdict("due-csv", (due["held"], due["due"]) != ("15", "31") and f"{due}")
    verdict("due-page", "15 of 31" not in page and page[:400])
    verdict("due-history", (then["follow-ups"], then["follow-ups-due"], then["evaluations-due"]) != (15, 31, then["evaluated"]) and f"{then}")
    verdict("due-draft-today", today != draft and f"without --as-of, it is not as it is in March: {today[:200]}")
    verdict("due-draft", re.search(r"1[56] of 62", draft) and "autumn's follow-ups are missing in March")


def check_again():
    """It is the same with another number of threads, and a second run writes nothing."""
    with tempfile.TemporaryDirectory() as work:
        make(Path(work), "nn", "Letter", LONGER[1])
        out = summaries(Path(work), "--jobs", "1")
        before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in out.rglob("*.pdf")}
        summaries(Path(work), "--jobs", "3")
        verdict("again", [p.name for p, was in before.items() if (p.read_bytes(), p.stat().st_mtime_ns) != was])
        summaries(Path(work), "--jobs", "3", "--force")
        verdict("threads", [p.name for p, was in before.items() if p.read_bytes() != was[0]])


def main():
    for language in ANNEX:
        for paper in ("A4", "Letter"):
            for size in range(len(LONGER)):
                check(language, paper, size)
        check_leaf(language)
    check_due()
    check_again()
    return failed


sys.exit(main())
