#!/usr/bin/python3
"""No template has words of another language. Every document of the program and of the sample, made in every language at
normal size and in large print, for one employee, leader or unit and blank: each is of that language, keeps the rules of
the page, and is judged by foreign readers.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parents[2]
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
EVALUATED = ROOT / "samples/fjordvik"
AFTER_EVALUATION = {**os.environ, "SOURCE_DATE_EPOCH": "1831000000"}  # in 2028: results are released, and reports show them
FOREIGN = {  # what only another language writes; nynorsk's words in -ing are feminine
    "nb": r"\b(ikkje|korleis|frå|berre|eg|noko|kva|dykk|meir|gjer|vere|heile|kven|difor)\b",
    "nn": r"\b(ikke|hvordan|fra|bare|jeg|noe|hva|dere|mer|gjør|være|hele|hvem|vart|\w+ingen)\b",
    "en": r"[«»]",
}
IN_WINDOW = r"(tidsrommet|period|within) \{\{[a-z.]*(window|conversations)\}\}"
LACKING = "e1105"  # somebody who lacks what reminders are about
EMPLOYEE, LEADER, UNIT = "e1102", "e1311", "kultur"  # a unit without people, so that it gets no packs


def foreign_word(language):
    """Where a template says something in another language, or what a window of one day is not; None: nowhere."""
    for path in sorted((ROOT / "templates" / language).iterdir()):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.search(FOREIGN.get(language, r"(?!)"), re.sub(r"\{\{.*?\}\}|#.*", "", line), re.I) or re.search(IN_WINDOW, line)
            if found:
                return f"{path.name}:{number}: {found[0]}"
    return None


def documents():
    """Name, command and selectors of each document there is."""
    for path in sorted([*(ROOT / "templates/nb").glob("*.md"), *(SAMPLE / "templates/nb").glob("*.md")]):
        front = path.read_text(encoding="utf-8").split("---")[1]
        audience = re.search(r"^for: (\w+)", front, re.M)
        made_by = re.search(r"^made-by: (.+)", front, re.M)
        command = {"print": ["print", "--cover", "--slips"]}.get(made_by[1], made_by[1].split()) if made_by else ["forms", path.stem]
        if command[0] == "mail":  # messages, not papers: tests/mail
            continue
        if command[0] == "remind":  # on a day on which everybody lacks something
            command = ["remind", "--as-of", "2027-06-20", *(["--for", "employee", "--missing", "date,conversation,plan,follow-up"] if audience[1] == "employee" else [])]
        # A unit's summary is one of the whole organisation's.
        of = {} if command[0] == "summaries" else {"employee": ["--employee", EMPLOYEE], "leader": ["--employee", LEADER], "unit": ["--unit", UNIT]}
        if command[0] == "person":  # about the one who is named
            yield path.stem, ["person", EMPLOYEE], []
            continue
        selectors = ["--employee", EMPLOYEE] if command[0] == "print" else of.get(audience[1] if audience else "employee", [])
        if command[0] == "remind" and audience[1] == "employee":
            selectors = ["--employee", LACKING]
        yield path.stem, command, selectors


def sample_in(language, folder, sample=SAMPLE):
    """A copy of a sample in which everybody is written to in one language; its focus areas stay in theirs."""
    shutil.copytree(sample, folder, ignore=shutil.ignore_patterns("out"))
    settings, chart = folder / "samtale.yaml", folder / "org.yaml"
    settings.write_text(re.sub(r"^language: .*", f"language: {language}", settings.read_text(encoding="utf-8"), flags=re.M),
                        encoding="utf-8")
    chart.write_text(re.sub(r"^ *language: \w+\n|language: \w+, *", "", chart.read_text(encoding="utf-8"), flags=re.M),
                     encoding="utf-8")
    for text in (folder / "priorities/2027").glob("*.md"):
        if "." not in text.stem:
            text.rename(text.with_suffix(".nb.md"))


def run(*command, results=True):
    """The exit status, and what is printed: results and messages, or messages alone."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False,
                          env=AFTER_EVALUATION if "summaries" in command else None)
    return done.returncode, ((done.stdout if results else "") + done.stderr).strip()


def fault_of_run(cycle, language, out, command):
    """What is wrong with how a command makes papers; None: nothing. Then its papers and their dump are in out."""
    status, said = run(SAMTALE, "-C", cycle, *command, "--out", out, results=False)
    if status or said:
        return f"exit status {status}, and it says: {said.splitlines()[0] if said else 'nothing'}"
    made = sorted(out.rglob("*.pdf"))
    if not made:
        return "no paper is made"
    for path in made:
        with pikepdf.open(path) as pdf:
            if str(pdf.Root.Lang) != language:
                return f"{path.name} is tagged {pdf.Root.Lang}"
    (out / "dump").write_text(run(SAMTALE, "-C", cycle, *command, "--dump", "paper")[1] + "\n", encoding="utf-8")
    return None


def ways(document, command, of):
    """For somebody, normal and in large print; forms also blank. The letter for newcomers is for newcomers only."""
    if document == "welcome":
        of = ["--employee", "e1313"]
    if document.startswith("follow-up"):
        of = [*of, "--follow-up", "all"]
    yield f"{document} normal", [*command, *of]
    yield f"{document} large", [*command, *of, "--large-print"]
    if command[0] == "forms" and document != "welcome":
        yield f"{document} blank", [*command, "--blank", "2"]


def judge_all(work, faults):
    """The page's rules and the foreign readers, over all that was made, which gives each fault to where it belongs."""
    for judge, files in (("paper_rules.py", "dump"), ("judge.py", "*.pdf")):
        found = sorted(work.glob(f"made/**/{files}"))
        if not found:
            return
        status, said = run("/usr/bin/python3", ROOT / "tests/pdf" / judge, *found)
        findings = said.splitlines()
        for name, fault in faults.items():
            own = [line for line in findings if line.startswith(f"{work}/made/{name}/")]
            findings = [line for line in findings if line not in own]
            faults[name] = fault or (own[0].removeprefix(f"{work}/made/") if own else None)
        if status and findings:
            faults[judge] = findings[0]


def check_language(language):
    """A fault or None for everything that is made in one language."""
    faults = {"words": foreign_word(language)}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sample_in(language, work / "cycle")
        sample_in(language, work / "evaluated", EVALUATED)
        done = set()  # packs come together
        for document, command, of in documents():
            for name, words in ways(document, command, of):
                if tuple(words) not in done:
                    cycle = work / ("evaluated" if words[0] == "summaries" else "cycle")
                    faults[name] = fault_of_run(cycle, language, work / "made" / name, words)
                    done.add(tuple(words))
        judge_all(work, faults)
    return faults


def main():
    languages = sorted(path.name for path in (ROOT / "templates").iterdir() if path.is_dir())
    with ThreadPoolExecutor(2) as pool:
        checked = list(pool.map(check_language, languages))
    for language, faults in zip(languages, checked):
        for name, fault in faults.items():
            print(f"FAIL languages/{language} {name}: {fault}" if fault else f"ok languages/{language} {name}")
    return 0 if all(checked) and not any(fault for faults in checked for fault in faults.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
