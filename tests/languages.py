#!/usr/bin/python3
"""Makes every document in every language and has it judged; tests/languages.sh says what for."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parent.parent
SAMTALE = Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
SAMPLE = ROOT / "samples/nordlia"
EMPLOYEE, LEADER, UNIT = "e1303", "e1101", "solbakken"


def documents():
    """Name, command and selectors of each document there is."""
    for path in sorted([*(ROOT / "templates/nb").glob("*.md"), *(SAMPLE / "templates/nb").glob("*.md")]):
        front = path.read_text(encoding="utf-8").split("---")[1]
        audience = re.search(r"^for: (\w+)", front, re.M)
        command = ["packs"] if re.search(r"^made-by: packs", front, re.M) else ["forms", path.stem]
        of = {"employee": ["--employee", EMPLOYEE], "leader": ["--employee", LEADER], "unit": ["--unit", UNIT]}
        yield path.stem, command, of.get(audience[1] if audience else "employee", [])


def sample_in(language, folder):
    """A copy of the sample in which everybody is written to in one language; its focus areas stay in theirs."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    settings, chart = folder / "samtale.yaml", folder / "org.yaml"
    settings.write_text(re.sub(r"^language: .*", f"language: {language}", settings.read_text(encoding="utf-8"), flags=re.M),
                        encoding="utf-8")
    chart.write_text(re.sub(r"^ *language: \w+\n|language: \w+, *", "", chart.read_text(encoding="utf-8"), flags=re.M),
                     encoding="utf-8")
    for text in (folder / "priorities/2027").glob("*.md"):
        if "." not in text.stem:
            text.rename(text.with_suffix(".nb.md"))


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def fault_of_papers(cycle, language, out, command):
    """What is wrong with what a command makes; None: nothing. Then its papers are in out."""
    status, said = run(SAMTALE, "-C", cycle, *command, "--quiet", "--out", out)
    if status or said:
        return f"exit status {status}, and it says: {said.splitlines()[0] if said else 'nothing'}"
    made = sorted(out.rglob("*.pdf"))
    if not made:
        return "no paper is made"
    for path in made:
        with pikepdf.open(path) as pdf:
            if str(pdf.Root.Lang) != language:
                return f"{path.name} is tagged {pdf.Root.Lang}"
    status, said = run(SAMTALE, "-C", cycle, *command, "--dump", "paper")
    dump = out / "dump"
    dump.write_text(said + "\n", encoding="utf-8")
    for judge, papers in (ROOT / "tests/pdf/paper_rules.py", [dump]), (ROOT / "tests/pdf/judge.py", made):
        status, said = run("/usr/bin/python3", judge, *papers)
        if status:
            return said.splitlines()[0]
    return None


def ways(work, document, command, of):
    """For somebody, normal and in large print; forms also blank. Newcomers' letters are for newcomers only."""
    if document == "welcome":
        of = ["--employee", "e1313"]
    for size, option in ("normal", []), ("large", ["--large-print"]):
        yield f"{document}, {size}", work / f"{document}-{size}", [*command, *of, *option]
        if command[0] == "forms" and document != "welcome":
            yield f"{document}, {size}, blank", work / f"{document}-{size}-blank", [*command, *option, "--blank", "2"]


def main():
    results = []
    for language in sorted(p.name for p in (ROOT / "templates").iterdir() if p.is_dir()):
        with tempfile.TemporaryDirectory() as folder:
            cycle = Path(folder) / "cycle"
            sample_in(language, cycle)
            done = set()
            for document, command, of in documents():
                for name, out, words in ways(Path(folder), document, command, of):
                    if tuple(words) in done:
                        continue  # packs come together
                    done.add(tuple(words))
                    fault = fault_of_papers(cycle, language, out, words)
                    print(f"FAIL languages/{language} {name}: {fault}" if fault else f"ok languages/{language} {name}", flush=True)
                    results.append(not fault)
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
